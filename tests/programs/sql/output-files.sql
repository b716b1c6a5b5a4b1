.mode csv
.headers on
CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO t VALUES (1,'Ann'),(2,'Bob');
.once people.csv
SELECT * FROM t;
SELECT count(*) AS n FROM t;
.output all.csv
SELECT id FROM t;
SELECT name FROM t;
.print end
.output
.print back
.import people.csv copy
.mode list
SELECT * FROM copy;
.once query.sql
.print SELECT 40+2;
.read query.sql
.output x.sql
.dump t
.output stdout
DROP TABLE t;
.read x.sql
SELECT * FROM t;
.once
SELECT 1;
.mode column
.once people.txt
.tables
.import people.txt words
SELECT * FROM words;
