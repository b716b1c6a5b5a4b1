// process.chdir: relative paths of everything follow it, and a folder that is not there is refused.
const fs = require("fs");
const path = require("path");

const start = process.cwd();
fs.mkdirSync("data/inner", { recursive: true });
fs.writeFileSync("data/list.txt", "one");
fs.writeFileSync("plain.txt", "plain");
const beside = () => path.relative(start, process.cwd()) || ".";

console.log(process.chdir("data"), beside());
console.log(fs.readFileSync("list.txt", "utf8"), fs.existsSync("../plain.txt"), fs.existsSync("plain.txt"));
console.log(path.relative(start, path.resolve("inner", "x")), fs.readdirSync("."));
fs.writeFileSync("inner/new.txt", "new");
process.chdir("inner");
console.log(beside(), fs.readdirSync("."), path.relative(start, fs.realpathSync(".")));
for (const to of ["nowhere", "new.txt", "new.txt/below"]) {
  try {
    process.chdir(to);
  } catch (error) {
    const { code, errno, syscall, dest } = error;
    console.log(code, errno, syscall, error.path === process.cwd(), dest, error.message.replace(process.cwd(), "HERE"));
  }
}
for (const to of [undefined, 5]) {
  try {
    process.chdir(to);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
process.chdir("../..");
console.log(beside(), fs.readFileSync("data/inner/new.txt", "utf8"));
fs.symlinkSync("data", "alias");
process.chdir("alias");
console.log(beside());
process.chdir("/");
console.log(process.cwd(), fs.existsSync("tmp"));
fs.writeFileSync(path.join(start, "late.js"), "module.exports = 'found from anywhere';");
console.log(require("./late"), path.basename(__filename));
process.chdir(start);

// File numbers that are not open.
const reader = fs.openSync("plain.txt", "r");
const writer = fs.openSync("other.txt", "w");
const file = fs.openSync("plain.txt", "r");
fs.closeSync(file);
const tries = {
  close: () => fs.closeSync(file),
  read: () => fs.readSync(file, Buffer.alloc(4)),
  write: () => fs.writeSync(file, "x"),
  stat: () => fs.fstatSync(file),
  whole: () => fs.readFileSync(file),
  put: () => fs.writeFileSync(file, "x"),
  cut: () => fs.ftruncateSync(file, 1),
  sync: () => fs.fsyncSync(file),
  never: () => fs.closeSync(99),
  text: () => fs.closeSync("x"),
  less: () => fs.closeSync(-1),
};
tries.cutsReader = () => fs.ftruncateSync(reader, 1);
tries.writesToReader = () => fs.writeSync(reader, "x");
tries.readsFromWriter = () => fs.readSync(writer, Buffer.alloc(4));
for (const [name, attempt] of Object.entries(tries)) {
  try {
    console.log(name, attempt());
  } catch (error) {
    console.log(name, error.name, error.code, error.errno, error.syscall, error.path, "|", error.message);
  }
}
console.log(fs.openSync("plain.txt", "r") === file, "a number that is free is given again");
console.log(process.features);
