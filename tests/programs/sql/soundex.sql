.mode list
SELECT soundex('Robert'), soundex('Rupert'), soundex('Tymczak'), soundex('Pfister'), soundex('Honeyman'), soundex(''), soundex(NULL), soundex('a1b2');
SELECT soundex('Ashcraft'), soundex('  lee'), soundex('O''Hara'), soundex('é');
SELECT a.n FROM (SELECT 'Smith' AS n UNION SELECT 'Jones') a WHERE soundex(a.n) = soundex('Smyth');
