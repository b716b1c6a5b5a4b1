const gen = { *g() { try { yield 1; } finally { console.log("closed"); } }, throw (error) { return error.message; } };
class P { throw(e) { console.log("thrown " + e); } static async throw (e) { throw (e); } }
console.log(gen.throw(new Error("x")));
new P().throw(1);
const it = gen.g(); it.next();
try { it.throw(new Error("y")); } catch (e) { console.log(e.message); }
function fail(e) {
  if (!e) throw (undefined);
  throw (e
    .cause);
}
P.throw(new RangeError("caught")).catch((e) => console.log(e.name));
setTimeout(() => fail(new Error("outer", { cause: new Error("inner") })), 1);
