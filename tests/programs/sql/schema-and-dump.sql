.mode list
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT UNIQUE
);
CREATE TABLE "order list" (uid INT);
CREATE INDEX by_user ON "order list" (uid);
CREATE VIEW emails AS SELECT email FROM users;
INSERT INTO users VALUES (1, 'it''s'), (2, NULL);
INSERT INTO "order list" VALUES (2);
.tables
.schema users
.indexes
.databases
.dump
