// Frames of getters and setters, and of the engine's own static functions.
class Server {
  set port(value) {
    if (value > 65_535) throw new RangeError(`no port ${value}`);
  }
  get address() {
    return this.missing.name;
  }
  static get only() {
    throw new Error("static");
  }
}
const plain = {
  get deep() {
    return null.x;
  },
};
const tried = [
  () => (new Server().port = 70_000),
  () => new Server().address,
  () => Server.only,
  () => plain.deep,
  () => Object.keys(null),
  () => Array.from({ length: -1, [Symbol.iterator]: 3 }),
  () => BigInt.asIntN(8, 1.5),
];
for (const one of tried) {
  try {
    one();
  } catch (error) {
    console.log(error.stack.split("\n").slice(0, 2).join("\n"));
  }
}
new Server().port = 70_000;
