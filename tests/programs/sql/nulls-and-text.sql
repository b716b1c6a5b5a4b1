SELECT NULL AS absent, '' AS empty, 'it''s' AS quoted, upper('abc') || '!' AS joined, substr('hello', 2, 3) AS part, length('héllo') AS len;
SELECT printf('%05.1f', 3.14159) AS formatted, instr('hello', 'l') AS at, replace('aaa', 'a', 'b') AS replaced, trim('  x ') AS trimmed;
