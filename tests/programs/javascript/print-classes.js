const o = { get a() { return 1; }, set a(v) {}, get b() { return 2; }, set c(v) {}, d: 4 };
console.log(o);
class P { #x = 1; y = 2; get z() { return 3; } static s = 4; static #t = 5; static get u() { return 6; } static m() {} }
console.log(new P(), P);
console.log({ P });
class Q extends P { static v = [1]; }
console.log(Q, [Q, class {}, class extends P {}]);
Object.defineProperty(o, "hidden", { value: 1, enumerable: false });
console.log(o, Object.defineProperty({}, "g", { get() { throw new Error("x"); }, enumerable: true }));
const f = function () {}; f.prop = 1; f.other = { a: 1 };
console.log(f, () => {}, { f });
function Old(name) { this.name = name; }
console.log(new Old("n"), Old, new (class Foo extends Old {})("k"));
class Named { static name = "other"; }
console.log(Named, new Named());
