CREATE TABLE items (n INT);
SELECT count(*) AS n FROM items;
