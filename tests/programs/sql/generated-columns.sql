.mode json
CREATE TABLE items(
  name TEXT, price REAL, qty INT,
  total REAL GENERATED ALWAYS AS (price * qty) STORED,
  label TEXT AS (upper(substr(name,1,1)) || substr(name,2)) VIRTUAL
);
INSERT INTO items(name, price, qty) VALUES ('pen', 1.5, 10), ('book', 12.25, 2), ('mug', 7, NULL);
SELECT * FROM items;
INSERT INTO items VALUES ('x', 1, 1, 1, 'X');
INSERT INTO items(name, total) VALUES ('x', 1);
UPDATE items SET total = 3;
CREATE INDEX by_total ON items(total);
SELECT label, total FROM items WHERE total > 5 ORDER BY total;
PRAGMA table_xinfo(items);
SELECT sum(total) AS sum, avg(total) AS avg, min(total) AS least, max(label) AS last FROM items;
