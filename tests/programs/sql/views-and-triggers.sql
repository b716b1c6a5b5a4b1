CREATE TABLE log (what TEXT);
CREATE TABLE items (name TEXT);
CREATE TRIGGER added AFTER INSERT ON items BEGIN INSERT INTO log VALUES ('added ' || new.name); END;
CREATE VIEW short AS SELECT name FROM items WHERE length(name) < 4;
INSERT INTO items VALUES ('pen'), ('paper');
SELECT * FROM log;
SELECT * FROM short;
