const { EventEmitter } = require("node:events");
const tasks = new EventEmitter();
setTimeout(() => tasks.emit("error", "plain text"), 1);
