.mode list
CREATE TABLE t(a);
INSERT INTO t VALUES(1);
.open :memory:
SELECT count(*) FROM sqlite_schema;
CREATE TABLE u(b);
.tables
.open shop.db
CREATE TABLE goods(id);
INSERT INTO goods VALUES (3);
.open other.db
.tables
.open shop.db
.tables
SELECT * FROM goods;
.open --new shop.db
.tables
.open
.tables
.databases
ATTACH 'more.db' AS more;
CREATE TABLE more.m(x);
INSERT INTO more.m VALUES (9);
SELECT * FROM m;
.open third.db
ATTACH 'shop.db' AS shop;
CREATE TABLE shop.later(x);
BEGIN;
CREATE TABLE lost(x);
.open shop.db
.tables
.open third.db
.tables
