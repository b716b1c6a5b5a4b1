const key = {};
console.log(new WeakMap([[key, 1]]), new WeakSet([key]));
console.log(new WeakRef({ a: 1 }));
console.log({ cache: new WeakMap() });
class Cache extends WeakMap {}
console.log(new Cache());
