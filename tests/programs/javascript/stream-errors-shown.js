const { PassThrough, Readable, Writable } = require("stream");

const show = (name) => (error) => {
  console.log(name, `${error}`);
  console.log(error);
};
const ended = new PassThrough();
ended.on("error", show("ended"));
ended.end("last");
ended.write("too late");

const numbers = new Readable({ read() {} });
numbers.on("error", show("numbers"));
numbers.push(5);

const out = new Writable({ write: (_chunk, _encoding, done) => done() });
for (const value of [5, { a: 1 }, null, undefined]) {
  try {
    out.write(value);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
setTimeout(() => ended.destroy() && out.end(() => out.write("after the end")), 10);
