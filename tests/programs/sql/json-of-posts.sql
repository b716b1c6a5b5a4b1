.mode column
CREATE TABLE posts (id INTEGER PRIMARY KEY, doc TEXT);
INSERT INTO posts (doc) VALUES
 ('{"title":"Hello","tags":["sql","intro"],"author":{"name":"Ann"}}'),
 ('{"title":"Joins","tags":["sql"],"author":{"name":"Bob"},"likes":10}'),
 ('{"title":"Empty","tags":[]}');
SELECT id, json_extract(doc, '$.title') AS title, doc ->> '$.author.name' AS author, json_array_length(doc, '$.tags') n FROM posts;
SELECT p.id, t.value AS tag FROM posts p, json_each(p.doc, '$.tags') t;
SELECT value AS tag, COUNT(*) FROM posts, json_each(doc, '$.tags') GROUP BY value;
.mode list
SELECT json_group_array(json_extract(doc, '$.title')) FROM posts;
SELECT json_object('id', id, 'likes', coalesce(doc -> 'likes', 0)) FROM posts;
SELECT json_set(doc, '$.likes', 99) FROM posts WHERE id = 3;
SELECT json_extract('not json', '$.a');
SELECT typeof(1), typeof(1.0), typeof('1'), typeof(NULL), typeof(x'00');
SELECT 7/2, 7/2.0, 7%3, 1/0, '5' + 5, 'abc' + 1, 1 || 2, 10 = '10', NULL = NULL, 1e3, 0.1 + 0.2;
