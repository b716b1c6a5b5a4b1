CREATE TABLE sales (day TEXT, shop TEXT, amount INT);
INSERT INTO sales VALUES ('2024-01-01', 'a', 10), ('2024-01-02', 'a', 30), ('2024-01-01', 'b', 5), ('2024-01-02', 'b', 5);
SELECT *, sum(amount) OVER (PARTITION BY shop ORDER BY day) AS running, rank() OVER (ORDER BY amount DESC) AS place,
  lag(amount) OVER (PARTITION BY shop ORDER BY day) AS before FROM sales ORDER BY shop, day;
