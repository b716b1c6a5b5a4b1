.mode list
CREATE TABLE t(a, b);
CREATE INDEX by_a ON t(a);
INSERT INTO t VALUES (1, 2);
.eqp on
SELECT b FROM t WHERE a = 1;
.eqp off
SELECT b FROM t WHERE a = 1;
