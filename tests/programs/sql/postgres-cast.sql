SELECT '1'::int AS n;
