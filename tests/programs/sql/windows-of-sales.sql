.mode column
.headers on
CREATE TABLE sales(day TEXT, region TEXT, amount INT);
INSERT INTO sales VALUES('2024-01-01','N',10),('2024-01-02','N',20),('2024-01-03','N',5),('2024-01-01','S',7),('2024-01-02','S',7),('2024-01-04','S',30);
SELECT region, day, amount,
  SUM(amount) OVER (PARTITION BY region ORDER BY day) AS running,
  RANK() OVER w AS rnk, DENSE_RANK() OVER w AS dense, ROW_NUMBER() OVER w AS rn,
  LAG(amount, 1, 0) OVER (PARTITION BY region ORDER BY day) AS prev,
  LEAD(amount) OVER (PARTITION BY region ORDER BY day) AS nxt
FROM sales WINDOW w AS (PARTITION BY region ORDER BY amount DESC) ORDER BY region, day;
SELECT day, AVG(amount) OVER (ORDER BY day ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS ma FROM sales WHERE region='N';
SELECT region, NTILE(2) OVER (ORDER BY amount) t, PERCENT_RANK() OVER (ORDER BY amount) p, CUME_DIST() OVER (ORDER BY amount) c FROM sales;
SELECT region, first_value(amount) OVER (PARTITION BY region ORDER BY day) f, nth_value(amount,2) OVER (PARTITION BY region ORDER BY day) n2 FROM sales;
SELECT region, group_concat(amount, '+') OVER (PARTITION BY region ORDER BY day) g, count(*) FILTER (WHERE amount > 6) OVER () big FROM sales;
