function depth(n) {
  return depth(n + 1) + 1;
}

try {
  depth(0);
} catch (error) {
  console.log(error instanceof RangeError, error.message);
}

const fib = (n, memo = {}) => (n < 2 ? n : (memo[n] ??= fib(n - 1, memo) + fib(n - 2, memo)));
console.log(fib(90));
const sum = (n) => (n === 0 ? 0 : n + sum(n - 1));
console.log(sum(3000));
