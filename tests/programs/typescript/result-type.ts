type Ok<T> = { ok: true; value: T };
type Err<E> = { ok: false; error: E };
type Result<T, E = Error> = Ok<T> | Err<E>;

const ok = <T,>(value: T): Ok<T> => ({ ok: true, value });
const err = <E,>(error: E): Err<E> => ({ ok: false, error });

function divide(a: number, b: number): Result<number, string> {
  return b === 0 ? err("division by zero") : ok(a / b);
}

function parse(json: string): Result<unknown> {
  try {
    return ok(JSON.parse(json));
  } catch (e) {
    return err(e as Error);
  }
}

function map<T, U, E>(r: Result<T, E>, fn: (t: T) => U): Result<U, E> {
  return r.ok ? ok(fn(r.value)) : r;
}

console.log(divide(10, 4), divide(1, 0));
console.log(map(divide(9, 3), (n) => `got ${n}`));
const good = parse('{"a":[1,{"b":{"c":{"d":1}}}]}');
console.log(good);
const bad = parse("{oops}");
console.log(bad.ok, !bad.ok && bad.error.name);

function unwrap<T>(r: Result<T, unknown>): T {
  if (!r.ok) throw r.error;
  return r.value;
}
console.log(unwrap(divide(1, 4)));
unwrap(divide(5, 0));
