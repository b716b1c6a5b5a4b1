.mode column
CREATE TABLE logins(user TEXT, day TEXT);
INSERT INTO logins VALUES ('a','2024-01-01'),('a','2024-01-02'),('a','2024-01-03'),('a','2024-01-07'),('a','2024-01-08'),('b','2024-01-01'),('b','2024-01-03');
WITH numbered AS (
  SELECT user, day, julianday(day) - row_number() OVER (PARTITION BY user ORDER BY day) AS island FROM logins
)
SELECT user, min(day) AS first, max(day) AS last, count(*) AS days FROM numbered GROUP BY user, island ORDER BY user, first;
CREATE TABLE seats(n INTEGER PRIMARY KEY);
INSERT INTO seats VALUES (1),(2),(4),(7),(8);
SELECT n + 1 AS gap_from, next - 1 AS gap_to FROM (SELECT n, lead(n) OVER (ORDER BY n) AS next FROM seats) WHERE next > n + 1;
SELECT a.n FROM seats a LEFT JOIN seats b ON b.n = a.n + 1 WHERE b.n IS NULL;
CREATE TABLE dup(id INTEGER PRIMARY KEY, email TEXT);
INSERT INTO dup(email) VALUES ('x@y'),('z@y'),('x@y'),('x@y');
SELECT email, count(*) AS times FROM dup GROUP BY email HAVING count(*) > 1;
DELETE FROM dup WHERE id NOT IN (SELECT min(id) FROM dup GROUP BY email);
SELECT * FROM dup;
SELECT avg(n) AS median FROM (SELECT n, row_number() OVER (ORDER BY n) AS r, count(*) OVER () AS c FROM seats) WHERE r IN ((c + 1) / 2, (c + 2) / 2);
