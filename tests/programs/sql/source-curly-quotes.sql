CREATE TABLE people (name TEXT);
INSERT INTO people VALUES (‘Ada’);
SELECT * FROM people;
