const fs = require("fs");
const util = require("util");
const events = require("events");
const buffer = require("buffer");
const crypto = require("crypto");
const os = require("os");
const path = require("path");
const { isBuiltin } = require("module");
const { PerformanceMark } = require("perf_hooks");

fs.writeFileSync("here.txt", "é");
fs.accessSync("here.txt", fs.F_OK | fs.R_OK | fs.W_OK);
try {
  fs.accessSync("here.txt", fs.X_OK);
} catch (error) {
  console.log(error.message);
}

const asked = ["isNull", "isNullOrUndefined", "isUndefined", "isNumber", "isString", "isSymbol", "isBoolean"];
asked.push("isArray", "isObject", "isFunction", "isPrimitive", "isRegExp", "isDate", "isError", "isBuffer");
const values = [null, undefined, 1, "a", Symbol(), true, [], {}, asked.push, /a/, new Date(0), new Error(), Buffer.of(1)];
for (const name of asked) console.log(name, values.map((value) => Number(util[name](value))).join(""));
const typed = [new Int8Array(1), new Uint8ClampedArray(1), new Float64Array(1), new BigInt64Array(1), new DataView(new ArrayBuffer(1))];
for (const name of ["isInt8Array", "isUint8ClampedArray", "isFloat64Array", "isBigInt64Array", "isArrayBufferView"])
  console.log(name, typed.map((value) => Number(util.types[name](value))).join(""));

const emitter = new events();
events.setMaxListeners(3, emitter);
console.log(events.getMaxListeners(emitter), new events().getMaxListeners());
events.setMaxListeners(20);
console.log(new events().getMaxListeners(), events.defaultMaxListeners);

console.log(buffer.isUtf8(Buffer.from("é")), buffer.isUtf8(Buffer.of(0xff)), buffer.isAscii(Buffer.from("é")));
console.log(buffer.INSPECT_MAX_BYTES, buffer.kStringMaxLength, new buffer.File(["abc"], "a.txt").size);
const part = crypto.randomFillSync(new Uint8Array(400), 10, 300);
console.log(part.slice(0, 10).some(Boolean), part.slice(10, 310).some(Boolean), part.slice(310).some(Boolean));
crypto.randomFill(new Uint8Array(4), 1, 2, (error, filled) => console.log(error, filled.length, filled[0], filled[3]));
console.log(os.devNull, typeof os.version(), typeof os.getPriority(), path.toNamespacedPath("/a"));
console.log(isBuiltin("fs"), isBuiltin("node:path"), isBuiltin("left-pad"), PerformanceMark.name);
console.log(process.getuid() === process.geteuid(), process.getgid() === process.getegid(), Array.isArray(process.getgroups()));
