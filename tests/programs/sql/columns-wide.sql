.mode column
CREATE TABLE t(name TEXT, n INT);
INSERT INTO t VALUES ('世界', 1), ('🙂 smile', 20), ('e' || char(769) || 'te', 300);
SELECT * FROM t;
.mode box --wrap 5
SELECT name, n FROM t;
.width -8
SELECT name FROM t;
