console.log([1].map((x) => x + 1), JSON.stringify({ a: 1 }), typeof left, {}.spoiled);
console.log(require("fs").existsSync("/tmp/left-by-nobody.txt"));
Promise.resolve(1).then(console.log);
