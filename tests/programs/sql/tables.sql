CREATE TABLE b (x INT);
CREATE TABLE a (y TEXT);
.headers on
.tables
SELECT count(*) AS n FROM a;
.schema b
.quit
SELECT 'not reached';
