SELECT 0.1 + 0.2 AS sum, 1.0 / 3 AS third, 1e20 AS large, 1.5e-7 AS small, -0.5 AS negative, 0.0 AS zero, 123456789.25 AS long;
SELECT avg(x) AS mean, sum(x) AS total, round(2.567, 2) AS rounded, typeof(2.0) AS kind FROM (SELECT 1 AS x UNION SELECT 2);
