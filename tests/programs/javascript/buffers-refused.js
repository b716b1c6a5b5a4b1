const bytes = Buffer.alloc(8);
const tried = (call) => {
  try {
    console.log("done", call());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
for (const value of [5, null, undefined, true, () => 1, Symbol("s")]) tried(() => Buffer.from(value));
for (const size of [-1, "x", NaN, 2 ** 40, undefined]) tried(() => Buffer.alloc(size));
tried(() => Buffer.allocUnsafe("3"));
tried(() => bytes.readUInt8(99));
tried(() => bytes.readUInt32BE(5));
tried(() => bytes.readInt16LE(-1));
tried(() => bytes.readDoubleLE(1.5));
tried(() => bytes.readUInt8("0"));
tried(() => Buffer.alloc(2).readUInt32LE(0));
tried(() => bytes.readBigInt64LE(4));
tried(() => bytes.writeUInt8(256, 0));
tried(() => bytes.writeInt8(-129));
tried(() => bytes.writeInt16BE(40_000, 0));
tried(() => bytes.writeUInt32LE(2 ** 32, 0));
tried(() => bytes.writeUInt16BE(1, 8));
tried(() => bytes.writeDoubleBE(1.5, 4));
tried(() => bytes.writeFloatLE(1.5, 4));
tried(() => bytes.toString("klingon"));
tried(() => Buffer.concat("ab"));
tried(() => Buffer.concat([bytes, "ab"]));
tried(() => Buffer.byteLength(5));
tried(() => Buffer.from("abc").readUIntBE(0, 3));
console.log(bytes, Buffer.alloc(51), [Buffer.alloc(53, "a")], Buffer.alloc(50, 1));
