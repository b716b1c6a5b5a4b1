const fs = require("fs");
const path = require("path");
const os = require("os");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "try-"));
const file = path.join(folder, "notes.txt");
fs.writeFileSync(file, "one\n");
fs.appendFileSync(file, "two\n");
console.log(fs.readFileSync(file, "utf8").split("\n"), fs.existsSync(file), fs.statSync(file).size);
fs.mkdirSync(path.join(folder, "a", "b"), { recursive: true });
console.log(fs.readdirSync(folder), fs.statSync(folder).isDirectory());
try {
  fs.readFileSync("missing.json");
} catch (error) {
  console.log(error.code, error.message);
}
fs.readFile(file, "utf8", (error, text) => {
  console.log("callback", error, text.length);
  fs.rmSync(folder, { recursive: true });
  console.log(fs.existsSync(folder));
  fs.promises.readFile("nowhere").catch((error) => console.log("promise", error.code));
});
console.log("main ends");
