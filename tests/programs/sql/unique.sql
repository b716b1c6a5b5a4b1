CREATE TABLE users (email TEXT UNIQUE);
INSERT INTO users VALUES ('a@b.c');
INSERT INTO users VALUES ('a@b.c');
