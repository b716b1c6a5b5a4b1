CREATE TABLE a(id INT, x TEXT);
.headers on
.mode list
SELECT * FROM a;
.mode csv
SELECT * FROM a;
.mode tabs
SELECT * FROM a;
.mode quote
SELECT * FROM a;
.mode column
SELECT * FROM a;
INSERT INTO a VALUES (1, 'one');
SELECT * FROM a;
