.mode list
.shell true
.system true
.load extension
.save copy.db
.output |sort
SELECT 1;
.output
.import "|true" t
.import nothing.csv t
.import t
.mode fancy
.mode column --wide
.parameter put
.separator
.cd /tmp
.open values.txt
SELECT 2;
