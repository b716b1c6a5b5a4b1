console.log(new Proxy({ a: 1 }, {}));
console.log(new Proxy([1, 2, 3], {}), new Proxy(function f() {}, {}));
const logged = new Proxy({ x: 1, y: { z: 2 } }, { get: (t, k) => { process.stdout.write("got\n"); return t[k]; } });
console.log(logged);
console.log({ inner: new Proxy(new Map([[1, 2]]), {}) });
console.log(new Proxy(class A {}, {}));
const { proxy, revoke } = Proxy.revocable({ a: 1 }, {});
console.log(proxy); revoke();
try { console.log(proxy); } catch (e) { console.log("caught", e.message); }
console.log(typeof Proxy, Proxy.name, Proxy.length, Proxy);
try { Proxy({}, {}); } catch (e) { console.log(e.name, e.message); }
try { new Proxy(1, {}); } catch (e) { console.log(e.name, e.message); }
const trapped = new Proxy({ v: 1 }, { get: (t, k) => (k in t ? t[k] : `no ${String(k)}`), has: () => true, ownKeys: () => ["v"] });
console.log(trapped.v, trapped.w, "q" in trapped, Object.keys(trapped), JSON.stringify(new Proxy([1, 2], {})), Array.isArray(new Proxy([], {})));
const nested = new Proxy(new Proxy({ deep: { er: { and: { more: 1 } } } }, {}), {});
console.log(nested, [nested]);
const observed = (target) => new Proxy(target, { set(t, k, v) { console.log("set", k, v); t[k] = v; return true; } });
const state = observed({ count: 0, list: [1] }); state.count++; state.list.push(2); console.log(state, { state });
class Base { constructor() { return new Proxy(this, {}); } } class Model extends Base { name = "n"; } console.log(new Model());
const call = new Proxy(() => 1, { apply: (t, _, a) => a.length }); console.log(call(1, 2), call);
console.log("%o|%O|%s|%j", state, state, state, state);
console.log({ method() {}, *gen() {}, async *agen() {}, async am() {}, get g() { return 1; } }, class { static *sg() {} }.sg);
const withProps = { *gen() {} }.gen; console.log(withProps, [function* () {}, async function* named() {}]);
