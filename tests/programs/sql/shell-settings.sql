.mode list
.changes on
CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO t (name) VALUES ('Ann'), ('Bob'), (NULL);
UPDATE t SET name = upper(name);
DELETE FROM t WHERE id = 1;
.changes off
.echo on
SELECT count(*)
FROM t;
-- who is left
SELECT name FROM t;
.print done
.echo off
.mode html
SELECT id, name AS "n & m" FROM t;
.headers on
SELECT id, '<' || name || '>' AS "n & m" FROM t;
.mode column
SELECT * FROM t;
.mode csv
SELECT * FROM t;
.width 4 -6
.nullvalue NULL
.show
