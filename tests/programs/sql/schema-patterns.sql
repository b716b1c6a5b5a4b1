.mode list
CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT UNIQUE);
CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id REFERENCES users(id));
CREATE INDEX orders_user ON orders(user_id);
CREATE VIEW v AS SELECT * FROM users;
CREATE TRIGGER tr AFTER INSERT ON users BEGIN SELECT 1; END;
CREATE TABLE "odd name"(x);
CREATE TEMP TABLE tmp(y);
INSERT INTO users VALUES (1,'a'),(2,NULL);
.tables
.tables us%
.tables %er%
.indexes
.indexes orders
.indices users
.schema
.schema users
.schema o%
.schema --indent users
.schema v
.schema nothing
.schema --nosys
.dump users
.dump
.databases
PRAGMA table_info(users);
.schema *user*
.schema sqlite_schema
.schema sqlite_master
.table
