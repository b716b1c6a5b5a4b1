// Behind the program, in the same file, whose lines keep their numbers. No name of ours is around what names its functions.
(async (found, text) => {
  const given = JSON.parse(text);
  const mark = (what, ms, said) => console.log(`\x1e${given.nonce} ${what} ${ms.toFixed(3)} ${JSON.stringify(said)}`);

  const linked = (Node, values) => {
    const nodes = values.map((value) => new Node(value));
    nodes.forEach((node, at) => (node.next = nodes[at + 1] ?? null));
    return nodes[0] ?? null;
  };

  /** By levels: null is a child that is not there. */
  const tree = (Node, values) => {
    const nodes = values.map((value) => (value === null ? null : new Node(value)));
    const children = nodes.slice(1)[Symbol.iterator]();
    for (const node of nodes) {
      if (node) for (const side of ["left", "right"]) node[side] = children.next().value ?? null;
    }
    return nodes[0] ?? null;
  };

  const KINDS = { ListNode: linked, TreeNode: tree };

  /** An argument, as its type in the question says. */
  const taken = (value, what) => {
    if (what.startsWith("list<")) return value.map((one) => taken(one, what.slice(5, -1)));
    const isNodes = Object.hasOwn(KINDS, what) && (value === null || Array.isArray(value));
    return isNodes ? KINDS[what](found[what], value ?? []) : value;
  };

  const once = (node, seen, name) => {
    if (seen.has(node)) throw new TypeError(`${name} has a cycle, so it cannot be compared.`);
    seen.add(node);
  };

  /** A linked list, or a tree by its levels, as JSON has it. */
  const told = (value, isList) => {
    const [values, seen] = [[], new Set()];
    if (isList) {
      for (let node = value; node; node = node.next) {
        once(node, seen, "The linked list");
        values.push(plain(node.val));
      }
      return values;
    }
    for (const nodes = [value]; values.length < nodes.length;) {
      const node = nodes[values.length];
      values.push(node ? plain(node.val) : null);
      if (!node) continue;
      once(node, seen, "The tree");
      nodes.push(node.left, node.right);
    }
    return values.slice(0, values.findLastIndex((one) => one !== null) + 1);
  };

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
        for (const name of ["ListNode", "TreeNode"]) {
          if (typeof found[name] === "function" && value instanceof found[name])
            return told(value, name === "ListNode");
        }
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
  for (const [number, { names, args: values, judged, nodes }] of given.cases.entries()) {
    const beganMs = performance.now();
    let said;
    try {
      const call = functionOf(names);
      const args = nodes ? values.map((value, at) => taken(value, nodes.takes[at])) : values;
      const returned = call && (await call(...args));
      const value = plain(judged === null ? returned : args[judged]);
      said = call ? { value: value === null && nodes?.gives ? [] : value } : { missing: true };
    } catch (error) {
      console.error(error);
      said = { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
    mark(number, performance.now() - beganMs, said);
  }
})(__FOUND__, __GIVEN__);
