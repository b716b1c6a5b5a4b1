.mode list
CREATE VIRTUAL TABLE texts USING fts4(body);
INSERT INTO texts VALUES ('the quick fox'), ('a lazy dog');
SELECT body FROM texts WHERE texts MATCH 'fox';
CREATE VIRTUAL TABLE newer USING fts5(body);
