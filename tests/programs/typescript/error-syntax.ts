const a: number = 1;
function broken(x: number) {
  return x +;
}
console.log(a);
