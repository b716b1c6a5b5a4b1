let total = 1;
for (const x of [1, 2]) {
  total += x;
}
let total = 5;
console.log(total);
