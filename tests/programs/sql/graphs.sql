.mode list
CREATE TABLE edges(a TEXT, b TEXT, w INT);
INSERT INTO edges VALUES ('A','B',4),('A','C',1),('C','B',2),('B','D',5),('C','D',8),('D','E',3);
WITH RECURSIVE paths(node, cost, path) AS (
  SELECT 'A', 0, 'A' UNION ALL
  SELECT e.b, p.cost + e.w, p.path || '>' || e.b FROM paths p JOIN edges e ON e.a = p.node WHERE instr(p.path, e.b) = 0
)
SELECT node, min(cost), path FROM paths GROUP BY node ORDER BY 2;
WITH RECURSIVE reach(n) AS (SELECT 'A' UNION SELECT b FROM edges, reach WHERE a = n) SELECT group_concat(n, ',') FROM reach;
SELECT a AS node, count(*) AS deg FROM (SELECT a FROM edges UNION ALL SELECT b FROM edges) GROUP BY a ORDER BY deg DESC, node;
WITH RECURSIVE
  input(sud) AS (VALUES('53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79')),
  digits(z, lp) AS (VALUES('1', 1) UNION ALL SELECT CAST(lp+1 AS TEXT), lp+1 FROM digits WHERE lp<9),
  x(s, ind) AS (
    SELECT sud, instr(sud, '.') FROM input UNION ALL
    SELECT substr(s, 1, ind-1) || z || substr(s, ind+1), instr(substr(s, 1, ind-1) || z || substr(s, ind+1), '.')
     FROM x, digits AS z WHERE ind>0 AND NOT EXISTS (
      SELECT 1 FROM digits AS lp WHERE z.z = substr(s, ((ind-1)/9)*9 + lp, 1)
        OR z.z = substr(s, ((ind-1)%9) + (lp-1)*9 + 1, 1)
        OR z.z = substr(s, (((ind-1)/3) % 3) * 3 + ((ind-1)/27) * 27 + lp + ((lp-1) / 3) * 6, 1)))
SELECT s FROM x WHERE ind=0;
