console.table([{ a: 1, b: { c: 1 } }, { a: "x", d: null }, 5, "text", [7, 8]]);
console.table({ r1: { x: 1 }, r2: { y: undefined }, r3: () => 1, r4: class Named {} });
console.table([{ z: 1, 10: "ten", 9: "nine" }]);
