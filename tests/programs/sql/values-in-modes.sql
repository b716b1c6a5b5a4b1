.mode list
CREATE TABLE v(id INTEGER, t TEXT, r REAL, b BLOB);
INSERT INTO v VALUES (1,'plain',1e300,x'0102'),(2,'two
lines',-0.0,x'41'),(3,NULL,2.5,NULL),(5,'é',1e15,zeroblob(2)),
(-9223372036854775808,'it''s "q" \ back',3.5,x'c3a9'),(6,'tab	x',1e14,NULL),(7,'',100.0,NULL),(8,'<a&b>',9e999,NULL),(9,'a|b,c',-9e999,NULL);
SELECT r, r / 3, 0.1 + 0.2, 1e-9 * r FROM v;
.headers on
SELECT * FROM v;
.mode tabs
SELECT * FROM v;
.mode csv
SELECT * FROM v;
.separator ;
SELECT * FROM v;
.mode html
SELECT * FROM v;
.mode line
SELECT * FROM v;
.separator ' : ' "--\n"
SELECT id, b AS bytes FROM v;
DELETE FROM v WHERE r = 1e300;
.mode insert
SELECT * FROM v;
.mode insert order
SELECT id AS "order", id AS b FROM v LIMIT 1;
.mode json
SELECT * FROM v;
.mode quote
SELECT * FROM v;
.mode tcl
SELECT * FROM v;
.mode ascii
SELECT id FROM v;
.dump
