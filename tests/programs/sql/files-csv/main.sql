.mode csv
.read schema.sql
.import --csv --skip 1 data/talks.csv talks
.import data/people.csv people
SELECT * FROM people;
.headers on
SELECT name AS "the name", count(minutes) AS talks, sum(minutes) / 2.0 AS half
FROM people LEFT JOIN talks ON person = id GROUP BY id ORDER BY name;
SELECT typeof(minutes), minutes FROM talks WHERE person = 1;
