type Result<T, E extends Error = Error> = { ok: true; value: T } | { ok: false; error: E };

function attempt<T>(call: () => T): Result<T> {
  try {
    return { ok: true, value: call() };
  } catch (error) {
    return { ok: false, error: error as Error };
  }
}

const groupBy = <T, K extends PropertyKey>(items: readonly T[], key: (item: T) => K): Record<K, T[]> =>
  items.reduce(
    (groups, item) => {
      (groups[key(item)] ??= []).push(item);
      return groups;
    },
    {} as Record<K, T[]>,
  );

console.log(attempt(() => 1), attempt(() => JSON.parse("{}") as unknown));
console.log(groupBy(["one", "two", "three"], (word) => word.length));
const settings = { mode: "dark", size: 2 } as const satisfies Record<string, string | number>;
console.log(settings.mode, settings!.size);
