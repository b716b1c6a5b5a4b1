SELECT 1 AS a, '世界' AS b, 'x' AS 名前;
SELECT '🙂' AS face, 'é' AS letter;
