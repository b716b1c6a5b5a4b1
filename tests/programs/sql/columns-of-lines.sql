.mode list
CREATE TABLE v(id INTEGER, t TEXT, r REAL, b BLOB);
INSERT INTO v VALUES (1,'plain',1e300,x'4142'),(2,'two
lines',-0.0,x'41'),(3,NULL,0.1+0.2,NULL),(5,'é',1e15,NULL),
(-9223372036854775808,'it''s "q" \ back',123456789012345678.0,x'c3a9'),(6,'tab	x',1e14,NULL),(7,'',100.0,NULL),(8,'<a&b>',9e999,NULL),(9,'a|b,c',-9e999,NULL);
.headers on
.mode column
SELECT * FROM v;
.mode table
SELECT * FROM v;
.mode box
SELECT * FROM v;
.mode markdown
SELECT * FROM v;
.nullvalue NULL
.mode column
SELECT * FROM v;
.width 3 6 -8
SELECT * FROM v;
.mode box
SELECT * FROM v;
.headers off
.mode table
SELECT * FROM v;
.mode markdown
SELECT * FROM v;
