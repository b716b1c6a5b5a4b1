const f = (a, b)
  => a + b;
console.log(f(1, 2));
