SELECT 1 AS one;
SELECT
  name
FROM nowhere;
