CREATE TABLE talks (person INTEGER, minutes INTEGER);
INSERT INTO talks VALUES (1, 20);
