CREATE TABLE counts (word TEXT PRIMARY KEY, n INT DEFAULT 1);
INSERT INTO counts(word) VALUES ('a'), ('b');
INSERT INTO counts(word) VALUES ('a') ON CONFLICT (word) DO UPDATE SET n = n + 1;
UPDATE counts SET n = n * 10 WHERE word = 'b' RETURNING word, n;
DELETE FROM counts WHERE n > 5;
SELECT * FROM counts;
