const { Console } = require("console");
const c = new Console({ stdout: process.stdout, stderr: process.stderr });
c.log("own console %d", 5);
c.error("err");
const c2 = new console.Console(process.stdout);
c2.table([[1, 2], [3, 4]]);
