.mode list
CREATE TABLE v(id INTEGER, story TEXT);
INSERT INTO v VALUES (1,'the quick brown fox jumps over the lazy dog'),(2,'short'),(3,'one
two three four five'),(4,'abcdefghijklmnopqrstuvwxyz'),(5,NULL);
.mode column --wrap 10
SELECT * FROM v;
.mode box --wrap 10
SELECT * FROM v;
.mode box --wordwrap on --wrap 10
SELECT * FROM v;
.mode table --wrap 20 --ww
SELECT * FROM v;
.mode markdown --wrap 12
SELECT * FROM v;
.mode box --quote
SELECT * FROM v;
.mode qbox
SELECT * FROM v;
.mode column
.width 3 12
SELECT * FROM v;
.width 3 -12
SELECT * FROM v;
.width
SELECT * FROM v;
.width 0 8
SELECT id AS identity, story FROM v;
.mode column --noquote --wrap 0
SELECT * FROM v;
.mode column
select 'a'||char(1)||'b' x, 'c'||char(13)||'d' y, 'e'||char(13,10)||'f' z, 'end'||char(10) w;
select 1 x;
.width 3
select 'abcdef' x, 'abcdef' yyyyyyyy;
select 1 as abcdefg;
.mode line
.width 1
select 1 as a, 'x
y' as b;
select 1 as a, null as b union all select 2,3;
.mode box
select 1 a where 0;
.headers on
.mode column
select 1 a where 0;
.mode csv
select 1 a where 0;
.mode html
select 1 a where 0;
.mode box --wrap 4
select 'ab
' x, 'abcdefgh' y, 'abcd' z;
