.mode table
CREATE TABLE accounts(id INTEGER PRIMARY KEY, owner TEXT, balance INT NOT NULL DEFAULT 0);
CREATE TABLE log(n INTEGER PRIMARY KEY, what TEXT, old INT, new INT);
CREATE TRIGGER audit AFTER UPDATE OF balance ON accounts WHEN old.balance <> new.balance
BEGIN
  INSERT INTO log(what, old, new) VALUES ('account ' || old.id, old.balance, new.balance);
  SELECT CASE WHEN new.balance < 0 THEN RAISE(ABORT, 'insufficient funds') END;
END;
CREATE TRIGGER no_delete BEFORE DELETE ON accounts BEGIN SELECT RAISE(FAIL, 'accounts are kept'); END;
CREATE VIEW rich AS SELECT owner, balance FROM accounts WHERE balance >= 100;
CREATE TRIGGER add_rich INSTEAD OF INSERT ON rich BEGIN INSERT INTO accounts(owner, balance) VALUES (new.owner, new.balance * 100); END;
INSERT INTO accounts(owner, balance) VALUES ('ann', 100), ('bob', 50);
INSERT INTO rich VALUES ('cyd', 3);
BEGIN;
UPDATE accounts SET balance = balance - 70 WHERE owner = 'ann';
UPDATE accounts SET balance = balance + 70 WHERE owner = 'bob';
COMMIT;
UPDATE accounts SET balance = balance - 500 WHERE owner = 'bob';
DELETE FROM accounts;
SELECT * FROM accounts;
SELECT * FROM log;
SELECT * FROM rich;
