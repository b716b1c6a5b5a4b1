.mode list
.changes on
.echo on
CREATE TABLE t(a); INSERT INTO t VALUES (1),(2);
SELECT * FROM t; -- more
/* c */ UPDATE t SET a = 3;
.echo off
.bail on
SELECT bad;
SELECT 'not reached';
