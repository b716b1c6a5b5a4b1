WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT sum(i) AS total, group_concat(i) AS list FROM n;
CREATE TABLE staff (id INT, boss INT, name TEXT);
INSERT INTO staff VALUES (1, NULL, 'root'), (2, 1, 'left'), (3, 1, 'right'), (4, 3, 'leaf');
WITH RECURSIVE tree(id, name, depth) AS (SELECT id, name, 0 FROM staff WHERE boss IS NULL UNION ALL
  SELECT s.id, s.name, depth + 1 FROM staff s JOIN tree ON boss = tree.id) SELECT * FROM tree ORDER BY id;
