.read schema.sql
SELECT * FROM people;
