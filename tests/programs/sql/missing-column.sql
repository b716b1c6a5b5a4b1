CREATE TABLE t (a INT);
SELECT a,
  bee
FROM t;
