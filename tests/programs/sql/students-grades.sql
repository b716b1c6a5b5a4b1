.mode column
.headers on
create table students (id integer primary key, name text, class text);
create table grades (student_id integer, subject text, grade integer);
insert into students values (1,'Alice','A'),(2,'Bob','A'),(3,'Carla','B'),(4,'Dmitri','B'),(5,'Élodie','C');
insert into grades values (1,'math',90),(1,'art',80),(2,'math',70),(3,'math',85),(3,'art',95),(3,'pe',60),(4,'art',NULL);
select s.name, g.subject, g.grade from students s join grades g on g.student_id = s.id order by s.name, g.subject;
select s.name, avg(g.grade) as average, count(g.grade) as n from students s left join grades g on g.student_id = s.id group by s.id;
select name, case when avg(grade) >= 85 then 'A' when avg(grade) >= 70 then 'B' else 'F' end as letter
from students join grades on student_id = id group by id order by letter, name;
select class, group_concat(name, '; ') as names from (select * from students order by name desc) group by class;
select name from students where exists (select 1 from grades where student_id = students.id and grade > 90);
select s1.name, s2.name from students s1 cross join students s2 where s1.id < s2.id and s1.class = s2.class;
select * from students where name like 'a%' or name glob 'B*' or name in ('Carla') order by name collate nocase desc;
update grades set grade = grade + 5 where subject = 'art' returning *;
select subject, max(grade), student_id from grades group by subject;
select total(grade), sum(grade), avg(grade), round(avg(grade),1) from grades;
