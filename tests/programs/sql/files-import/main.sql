.mode csv
.import a.csv a
.schema a
SELECT * FROM a;
.mode list
.import b.txt b
.schema b
SELECT * FROM b;
.separator ;
.import c.txt c
SELECT * FROM c;
.import --csv --skip 2 a.csv d
SELECT * FROM d;
CREATE TABLE e(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
.import --csv --skip 1 e.csv e
.headers on
SELECT * FROM e;
.mode tabs
.import t.tsv t
SELECT * FROM t;
.import --csv dup.csv dup
.schema dup
.import --ascii a.csv q
.import --csv "a.csv" 'new name'
.schema new%
.import --csv --schema temp a.csv tt
.import --csv a.csv a
SELECT count(*) FROM a;
