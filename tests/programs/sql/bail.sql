.bail on
SELECT 1 AS one;
SELECT * FROM missing;
SELECT 'not reached';
