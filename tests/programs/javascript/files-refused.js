const fs = require("fs");

const tried = (call) => {
  try {
    console.log("done", call());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
tried(() => fs.readFileSync());
tried(() => fs.readFileSync({}));
tried(() => fs.readFileSync("main.js", "latin-9"));
tried(() => fs.writeFileSync("out.json", { a: 1 }));
tried(() => fs.writeFileSync("out.json", 5));
tried(() => fs.writeFileSync("out.json"));
tried(() => fs.writeFileSync(null, "x"));
tried(() => fs.existsSync({}));
tried(() => fs.readFile("main.js"));
tried(() => fs.mkdirSync(true));
fs.promises.readFile(undefined).catch((error) => console.log("promise", error.code, error.message));
fs.writeFile("out.txt", "text", (...given) => {
  console.log("written", given);
  fs.open("out.txt", "r", (error, file) => {
    const into = Buffer.alloc(8);
    fs.read(file, into, 0, 8, 0, (error, count, same) => {
      console.log(error, count, same === into, into);
      fs.close(file, (error) => {
        console.log("closed", error ?? null);
        fs.unlink("out.txt", () => fs.access("out.txt", (error) => console.log(error.message)));
      });
    });
  });
});
