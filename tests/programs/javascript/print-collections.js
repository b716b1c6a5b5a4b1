class ListNode {
  constructor(value, next = null) {
    this.value = value;
    this.next = next;
  }
}
console.log(new ListNode(1, new ListNode(2, new ListNode(3, new ListNode(4)))));
console.log(new Map([["a", 1], ["b", { c: [1, 2] }]]), new Set([1, "2", [3]]), new Map(), new Set());
console.log([new Map([[{ k: 1 }, new Set([1])]])]);
console.log(new WeakMap(), Promise.resolve(4), Promise.reject(new Error("x")).catch(() => {}) instanceof Promise, (async () => {})());
console.log([1, 2][Symbol.iterator](), (function* () {})());
class Temperature {
  #celsius = 20;
  static unit = "C";
  unit = "C";
  get fahrenheit() {
    return this.#celsius * 1.8 + 32;
  }
  [Symbol.toPrimitive]() {
    return this.#celsius;
  }
}
console.log(new Temperature(), Temperature, `${new Temperature()}`, +new Temperature());
class Money {
  constructor(amount) {
    this.amount = amount;
  }
  [Symbol.for("nodejs.util.inspect.custom")]() {
    return `$${this.amount.toFixed(2)}`;
  }
}
console.log(new Money(3), [new Money(4)]);
console.log(globalThis === global, typeof structuredClone({ a: [1] }), structuredClone(new Map([[1, { a: 2 }]])));
