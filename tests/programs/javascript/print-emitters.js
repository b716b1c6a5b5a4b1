const { EventEmitter } = require("events");
const fs = require("fs");

class Store extends EventEmitter {
  items = ["one"];
}

const store = new Store().on("change", () => {});
console.log(store, [console.log, console.error]);
const file = fs.createWriteStream("out.txt");
file.end("written");
file.on("finish", () => console.log(file.path, fs.readFileSync(file.path, "utf8")));
console.log(crypto.randomUUID().length);
try {
  structuredClone({ call() {} });
} catch (error) {
  console.log(error.name, error.message);
}
