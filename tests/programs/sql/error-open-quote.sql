SELECT 'closed' AS a;
SELECT a,
  'never closed FROM t;
SELECT 2;
