console.log(Array.from({ length: 30 }, (_, i) => i * i));
console.log(Array.from({ length: 150 }, (_, i) => i));
console.log(["apple", "banana", "cherry", "date", "elderberry", "fig", "grape"]);
console.log([1.5, -0, 0, NaN, Infinity], [undefined, null], [, 1, , 2], new Array(5));
console.log([["a", 1], ["b", [2, [3, [4, [5]]]]]]);
console.log([]);
console.log(new Array(3).fill().map(() => new Array(3).fill(0)));
console.log(Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => (i + j) % 2 ? "Q" : ".")));
console.log(Object.assign([1, 2], { extra: true }), new Uint8Array(3), new Float64Array([1.5, 2]));
