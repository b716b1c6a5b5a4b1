.mode list
-- the looks
.mode quote

/* of two
   lines */
.headers on
SELECT 1 AS one; /* behind,
and below */
.mode csv
-- between --
-- two
CREATE TABLE t(a); -- made
/* one line */ -- and another
.tables
SELECT '-- no comment
.mode box
' AS text;
SELECT /* inside
.mode box
*/ 2;
-- the end
