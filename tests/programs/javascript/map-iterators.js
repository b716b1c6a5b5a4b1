// What goes through a map, shown.
const map = new Map([["a", 1], ["b", { deep: [2] }]]);
console.log(map[Symbol.iterator](), map.entries(), map.keys(), map.values());
console.log(Map.prototype[Symbol.iterator] === Map.prototype.entries);
const set = new Set([1, 2]);
console.log(set[Symbol.iterator](), set.entries());
console.log([...map], new Map(map).size, Object.fromEntries(map));
