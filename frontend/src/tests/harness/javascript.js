// Behind the program, in the same file, whose lines keep their numbers. No name of ours is around what names its functions.
(async (found, text) => {
  const given = JSON.parse(text);
  const mark = (what, ms, said) => console.log(`\x1e${given.nonce} ${what} ${ms.toFixed(3)} ${JSON.stringify(said)}`);

  /** As JSON holds it. */
  const plain = (value) => {
    if (value === null || value === undefined) return null;
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "bigint":
        return BigInt.asIntN(54, value) === value ? Number(value) : String(value);
      case "number":
        if (!Number.isFinite(value)) return String(value);
        return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(BigInt(value)) : value;
      case "object":
        if (typeof value.toJSON === "function") return value.toJSON();
        if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plain(one)]));
        if (typeof value[Symbol.iterator] === "function") return Array.from(value, plain);
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    }
    throw new TypeError(`A ${typeof value} cannot be written as JSON, so it cannot be compared.`);
  };

  /** The function, or a method of a new `Solution`; null if there is neither. */
  const functionOf = (names) => {
    for (const name of names) if (typeof found[name] === "function") return found[name];
    const { Solution } = found;
    if (typeof Solution !== "function") return null;
    for (const name of names) {
      if (typeof Solution.prototype?.[name] === "function") return (...args) => new Solution()[name](...args);
      if (typeof Solution[name] === "function") return (...args) => Solution[name](...args);
    }
    return null;
  };

  mark("ready", 0, null);
  for (const [number, { names, args, judged }] of given.cases.entries()) {
    const beganMs = performance.now();
    let said;
    try {
      const call = functionOf(names);
      const returned = call && (await call(...args));
      said = call ? { value: plain(judged === null ? returned : args[judged]) } : { missing: true };
    } catch (error) {
      console.error(error);
      said = { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
    mark(number, performance.now() - beganMs, said);
  }
})(__FOUND__, __GIVEN__);
