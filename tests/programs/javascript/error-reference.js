const items = ["a", "b"];
for (const item of items) {
  console.log(item);
}
console.log(itmes.length);
