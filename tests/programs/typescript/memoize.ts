function memoize<A extends unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  const known = new Map<string, R>();
  return (...args: A): R => {
    const key = JSON.stringify(args);
    if (!known.has(key)) known.set(key, call(...args));
    return known.get(key) as R;
  };
}

const fibonacci: (n: number) => bigint = memoize((n: number): bigint => (n < 2 ? BigInt(n) : fibonacci(n - 1) + fibonacci(n - 2)));
console.log(fibonacci(100), typeof fibonacci(1));
