count = 5; // no declaration
var shared = 1;
console.log(typeof globalThis.shared, globalThis.count, delete globalThis.count, typeof count);
(function () {
  console.log(this === globalThis, typeof global, typeof window);
})();
with ({ inside: 3 }) console.log(inside);
console.log(010, [typeof require, typeof module, typeof exports]);
