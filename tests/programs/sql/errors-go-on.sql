.mode list
CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT UNIQUE NOT NULL, age INT CHECK (age >= 18));
INSERT INTO t VALUES (1, 'a@x.org', 20);
INSERT INTO t VALUES (1, 'b@x.org', 20);
INSERT INTO t VALUES (2, 'a@x.org', 20);
INSERT INTO t VALUES (4, 'c@x.org', 5); SELECT 'not reached: its line has failed';
SELECT nme FROM t;
SELEC * FROM t;
.bogus
SELECT id,
  count(*) FROM t GROUP BY;
CREATE TRIGGER grown AFTER INSERT ON t
BEGIN
  UPDATE t SET age = age + 1 WHERE id = new.id;
END;
INSERT INTO t VALUES (6, 'e;x -- .org', 30);
BEGIN; DELETE FROM t; ROLLBACK;
CREATE TABLE t (x INT); SELECT 'its line has failed';
CREATE VIEW t AS SELECT 1;
CREATE TABLE IF NOT EXISTS t (y INT);
CREATE INDEX by_age ON t(age);
CREATE INDEX by_age ON t(age);
SELECT 1 FRM t; -- and a remark that is longer than what is shown of a line that is wrong
SELECT id, email, age FROM t /* of ; all */ ORDER BY id; -- done
