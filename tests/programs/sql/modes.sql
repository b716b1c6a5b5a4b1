.mode column
CREATE TABLE t (id INT, name TEXT, price REAL);
INSERT INTO t VALUES (1, 'Ann', 2.5), (20, 'Bartholomew', NULL);
SELECT * FROM t;
.headers off
SELECT * FROM t;
.headers on
.mode list
.nullvalue (none)
SELECT * FROM t;
.separator ;
SELECT id, price FROM t;
.mode line
SELECT id, name FROM t;
.mode json
SELECT * FROM t;
.mode markdown
SELECT name, id FROM t;
.mode table
SELECT name, id FROM t;
.mode box
SELECT name AS n, id AS identity FROM t;
.mode tabs
SELECT id, name FROM t;
.mode quote
SELECT name, price, x'00ff' AS blob FROM t;
.mode insert other
SELECT id, name FROM t;
.mode csv
SELECT * FROM t;
.print that was all
.mode columns
.width 6 -5
SELECT id, price FROM t WHERE id = 1;
SELECT id FROM t WHERE id = 0;
