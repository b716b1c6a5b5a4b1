.mode list
.headers on
.parameter init
.parameter set :name 'Ann'
.parameter set @x 12
.parameter set $y 1.5
.parameter set ?1 "'first'"
.parameter list
SELECT :name, @x + 1, $y * 2, ?1;
SELECT :absent IS NULL AS absent;
.parameter set @d "date('2024-02-29')"
SELECT @d;
.parameter unset :name
.parameter list
SELECT :name;
.param set :name hello
SELECT :name, typeof(@x);
.parameter clear
.parameter list
SELECT @x IS NULL;
.tables
CREATE TABLE t(a, b);
.parameter init
.parameter set :a 5
INSERT INTO t VALUES(:a, :b);
SELECT * FROM t;
.parameter set :long "'a text of many words'"
.parameter set $z NULL
.parameter list
.parameter set @big 5000000000
.parameter set @whole 2.0
SELECT @big + 1 AS sum, typeof(@big) AS type, @whole AS whole, 7 / @whole AS share, ':a', "b" FROM t;
SELECT :a, ? AS second, @big AS big;
.parameter set ?1 5
.parameter set ?2 6
SELECT ? AS one; SELECT ?2 AS two, ? AS three, ?1 AS one; SELECT ? AS one, ? AS two;
