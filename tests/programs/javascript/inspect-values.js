const util = require("util");

class Point {
  constructor() {
    this.x = 1;
    this[Symbol("unit")] = "cm";
  }
  get length() {
    return 1;
  }
}
class Tagged {
  get [Symbol.toStringTag]() {
    return "tag";
  }
}
class Range {
  constructor(n) {
    this.n = n;
  }
  *[Symbol.iterator]() {
    yield this.n;
  }
}
const circle = { name: "circle" };
circle.self = circle;
const bare = Object.create(null);
bare[Symbol.iterator] = 1;
const list = [1, , 3];
list.extra = true;
list[Symbol("q")] = 2;
const call = function named() {};
call[Symbol("z")] = 1;
const failed = new RangeError("out");
failed.stack = "RangeError: out\n    at here";
failed[Symbol("code")] = 7;

const values = [
  Symbol("x"),
  Symbol(),
  Symbol.for("a b"),
  Symbol.iterator,
  Object(Symbol("boxed")),
  { [Symbol("k")]: 1, plain: 2, [Symbol()]: { [Symbol("in")]: Symbol("v") } },
  { [Symbol("a\nb")]: 1, [Symbol("it's")]: 2 },
  { get [Symbol("g")]() { return 1; }, [Symbol.toPrimitive]: () => 1 },
  [Symbol("a"), [Symbol("b")]],
  new Map([[Symbol("a"), { [Symbol("b")]: 1 }]]),
  new Set([Symbol("s")]),
  new Point(),
  new Tagged(),
  { [Symbol.toStringTag]: "T", a: 1 },
  new Range(3),
  circle,
  bare,
  list,
  call,
  failed,
  new ArrayBuffer(4),
  new DataView(new ArrayBuffer(2)),
  new Uint8Array(2),
  new Date(0),
  /a/g,
  -0,
  12n,
  [undefined, null, NaN],
  { a: { b: { c: { d: 1 } } } },
  class extends Point {},
  async () => 1,
  new WeakMap(),
  Object("ab"),
  { "a-b": 1, 3: 4, é: 1 },
];
for (const value of values) {
  console.log(value);
  console.log(util.inspect(value, { depth: 0, compact: false }));
}
console.log("%s %o %O %j", Symbol("a"), { [Symbol("b")]: 1 }, { [Symbol("c")]: 1 }, { [Symbol("d")]: 1, e: 1 });
console.log(`${util.inspect({ [Symbol("k")]: "v" }, { colors: true })}`.includes("[32mSymbol(k)"));
