const Serializable = (Base) => class Serializable extends Base {
  toJSON() { return { type: this.constructor.name, ...this }; }
  static from(json) { return Object.assign(Object.create(this.prototype), JSON.parse(json)); }
};
const Comparable = (Base) => class extends Base {
  compareTo(other) { return this - other; }
  static compare(a, b) { return a.compareTo(b); }
};
const kVersion = Symbol('version');
const inspect = Symbol.for('nodejs.util.inspect.custom');

class Entity {
  static #next = 1;
  static registry = new Map();
  id = Entity.#next++;
  [kVersion] = 1;
  constructor() { Entity.registry.set(this.id, this); }
  static { this.createdAt = 'boot'; }
  get version() { return this[kVersion]; }
  bump() { this[kVersion]++; return this; }
}
class Money extends Comparable(Serializable(Entity)) {
  constructor(amount, currency = 'EUR') { super(); this.amount = amount; this.currency = currency; }
  [Symbol.toPrimitive](hint) {
    return hint === 'string' ? `${this.amount} ${this.currency}` : hint === 'number' ? this.amount : `default:${this.amount}`;
  }
  get [Symbol.toStringTag]() { return 'Money!'; }
  static [Symbol.hasInstance](v) { return 'amount' in Object(v); }
}
class Secret extends Entity {
  constructor(v) { super(); this.v = v; }
  [inspect](depth, options, inspectFn) { return `Secret<${'*'.repeat(this.v.length)}> ${depth} ${typeof inspectFn}`; }
}
class Matrix extends Array {
  static get [Symbol.species]() { return Array; }
  sum() { return this.flat().reduce((a, b) => a + b, 0); }
}
class Weird extends Map { constructor(e, tag) { super(e); this.tag = tag; } get [Symbol.toStringTag]() { return this.tag; } }
class Fn extends Function {}
class Temp { static #c = 0; #f = 5; get f() { return this.#f; } set f(v) { this.#f = v; } static make = () => new this(); async *stream() {} }

const m = new Money(5), n = new Money(3, 'USD').bump().bump();
console.log(m, n);
console.log(`${m}`, +m, m + '', m > n, [m, n].sort(Money.compare).map(String));
console.log(JSON.stringify([m, n]), Money.from('{"amount":9}'));
console.log({ amount: 1 } instanceof Money, m instanceof Entity, Object.prototype.toString.call(m));
console.log(Entity.registry, Entity, Money);
console.log(new Secret('abc'), [new Secret('hello')], { a: { b: { c: new Secret('x') } } });
const mat = Matrix.from([[1, 2], [3, 4]]);
console.log(mat, mat.sum(), mat.map((r) => r), new Matrix(3));
console.log(new Weird([['k', 1]], 'Tagged'), new Weird([], 'Weird'));
console.log(new Temp(), Temp.make(), Object.getOwnPropertyNames(Temp.prototype), Temp);
console.log(Object.getOwnPropertyDescriptors(class { get a() { return 1; } static b = 2; }));
const chain = []; for (let p = m; p; p = Object.getPrototypeOf(p)) chain.push(p.constructor?.name); console.log(chain);
console.log([Symbol('a'), Symbol.iterator, Symbol.for('b').description], { [Symbol('k')]: 1, [kVersion]: { deep: true } });
class Shape { constructor() { if (new.target === Shape) throw new TypeError('abstract!'); } }
class Sq extends Shape { constructor(s) { this.s = s; super(); } }
try { new Shape(); } catch (e) { console.log(e.message); }
try { Money(); } catch (e) { console.log(e.message); }
try { m.bumpp(); } catch (e) { console.log(e.message); }
try { m.items.push(1); } catch (e) { console.log(e.message); }
try { null[Symbol.iterator]; } catch (e) { console.log(e.message); }
try { const [x] = {}; } catch (e) { console.log(e.message); }
try { const { a } = undefined; } catch (e) { console.log(e.message); }
try { for (const x of 5) ; } catch (e) { console.log(e.message); }
try { new Map([1]); } catch (e) { console.log(e.message); }
new Sq(2);
