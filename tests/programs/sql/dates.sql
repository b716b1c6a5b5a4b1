SELECT date('2024-02-28', '+2 days') AS day, strftime('%Y', '2024-05-06') AS year, julianday('2024-01-02') - julianday('2024-01-01') AS days;
