CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE talks (person INTEGER REFERENCES people(id), minutes INTEGER);
INSERT INTO people (name) VALUES ('Ada'), ('Grace'), ('Linus');
INSERT INTO talks VALUES (1, 20), (1, 25), (2, 40);
SELECT name, count(minutes) AS talks, coalesce(sum(minutes), 0) AS total
FROM people LEFT JOIN talks ON person = id GROUP BY id HAVING total >= 0 ORDER BY total DESC, name;
SELECT p.name FROM people p WHERE NOT EXISTS (SELECT 1 FROM talks t WHERE t.person = p.id);
