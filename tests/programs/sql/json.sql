SELECT json_extract('{"a": [1, 2, {"b": "x"}]}', '$.a[2].b') AS b, json_array(1, 'two', NULL) AS list;
SELECT key, value FROM json_each('[10, 20]');
