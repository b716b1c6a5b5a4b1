export const counts: Record<string, number> = {};

export function counted<T extends (...values: never[]) => unknown>(call: T, { name }: { name: string | symbol }) {
  return function (this: unknown, ...values: never[]) {
    counts[String(name)] = (counts[String(name)] ?? 0) + 1;
    return call.apply(this, values);
  };
}
