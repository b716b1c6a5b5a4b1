CREATE TABLE employee (id INT, salary INT);
INSERT INTO employee VALUES (1, 100), (2, 200), (3, 300);
SELECT max(salary) AS second FROM employee WHERE salary < (SELECT max(salary) FROM employee);
SELECT DISTINCT salary FROM employee ORDER BY salary DESC LIMIT 1 OFFSET 1;
