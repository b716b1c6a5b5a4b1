.mode list
-- Monthly retention, as asked in interviews
.mode box
/* users and what they did */
CREATE TABLE users (id INTEGER PRIMARY KEY, joined DATE);
CREATE TABLE activity (user_id INT, day DATE);
INSERT INTO users VALUES (1, '2024-01-10'), (2, '2024-01-20'), (3, '2024-02-05'), (4, '2024-02-25');
INSERT INTO activity SELECT id, date(joined, '+' || m.column1 || ' months') FROM users, (VALUES (0), (1), (2)) AS m WHERE (id + m.column1) % 3 <> 0;
SELECT months.column1 FROM (VALUES (0), (1)) AS months;
WITH c AS (SELECT id, strftime('%Y-%m', joined) AS cohort FROM users),
     a AS (SELECT DISTINCT user_id, strftime('%Y-%m', day) AS month FROM activity)
SELECT cohort,
       count(DISTINCT c.id) AS size,
       sum(month = cohort) AS m0,
       sum(month = strftime('%Y-%m', cohort || '-01', '+1 month')) AS m1,
       printf('%.1f%%', 100.0 * sum(month = strftime('%Y-%m', cohort || '-01', '+1 month')) / count(DISTINCT c.id)) AS kept
FROM c LEFT JOIN a ON a.user_id = c.id
GROUP BY cohort;
SELECT user_id, group_concat(day, ' ') AS days, count(*) AS n FROM activity GROUP BY user_id ORDER BY n DESC, user_id;
SELECT u.id, (SELECT max(day) FROM activity a WHERE a.user_id = u.id) AS last FROM users u;
SELECT CASE WHEN n > 1 THEN 'active' ELSE 'quiet' END AS kind, count(*) FROM (SELECT user_id, count(*) AS n FROM activity GROUP BY 1) GROUP BY kind ORDER BY kind;
