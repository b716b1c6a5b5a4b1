.mode list
SELECT 1;
.exit 3
SELECT 2;
