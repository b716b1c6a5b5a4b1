CREATE TABLE people (id INTEGER);

INSERT INTO people VALUES (1),
  (absent);
