.mode list
.show
.mode column
.show
.mode box --wrap 20 --ww
.show
.mode insert stuff
.show
.mode csv
.separator ;
.nullvalue "a b"
.width 1 2
.show
.mode list
.separator , \n\n
SELECT 1,2 UNION SELECT 3,4;
.show
.mode quote
SELECT 1,'x';
.mode ascii
SELECT 1,2;
.mode line
.separator " : " "\n"
SELECT 1 AS a, 2 AS bcdefgh;
.mode tcl
SELECT 'a "b"	c', 2;
.mode
.headers yes
.header off
.print "a b" 'c' d
.print
.print a   b
