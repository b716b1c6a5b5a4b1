const a = require("./a");
exports.name = `b after ${a.name}`;
console.log(exports.name);
