SELECT DISTINCT length('Ann') AS letters;
SELECT LEFT('Ann', 2);
