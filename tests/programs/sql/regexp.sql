SELECT 'abc' REGEXP '^a.c$' AS matches, 'abd' REGEXP 'c$' AS does_not, NULL REGEXP 'a' AS absent;
