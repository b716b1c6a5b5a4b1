const { Transform, Writable } = require("stream");

const parse = new Transform({
  objectMode: true,
  transform(line, _encoding, done) {
    const value = Number(line);
    done(Number.isNaN(value) ? new TypeError(`not a number: ${line}`) : null, value);
  },
});
const show = new Writable({
  objectMode: true,
  write(value, _encoding, done) {
    console.log("took", value);
    done();
  },
});

parse.pipe(show);
parse.write("1");
parse.write("2");
parse.write("three");
