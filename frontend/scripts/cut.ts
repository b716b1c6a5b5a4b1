// Cuts a library that is one module into parts, so that what is needed late comes late. A module goes into one chunk as a
// whole: without this, the first key would wait for what only a search needs of the editor's view.
import type { Plugin } from "vite";

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** What stands at the top of a module: what it declares, and all names in it, which are more than it needs. */
interface Statement {
  text: string;
  declares: string[];
  names: Set<string>;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

/** A name that is no variable: `one.name`, `{ name: … }`, `name() { … }`. */
const isOnlyWritten = (parent: Node, key: string) =>
  !parent.computed &&
  ((parent.type === "MemberExpression" && key === "property") ||
    (/^(Property|MethodDefinition|PropertyDefinition)$/.test(parent.type) && key === "key"));

function namesIn(node: Node, names: string[] = []): string[] {
  if (node.type === "Identifier") names.push(node.name as string);
  for (const [key, value] of Object.entries(node)) {
    if (isOnlyWritten(node, key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) namesIn(child, names);
  }
  return names;
}

const declaredBy = ({ declarations, id }: Node): string[] =>
  Array.isArray(declarations)
    ? declarations.flatMap((one: Node) => namesIn(one.id as Node))
    : id
      ? namesIn(id as Node)
      : [];

function read(code: string, body: Node[]) {
  const [imports, statements]: [Statement[], Statement[]] = [[], []];
  const passedOn: string[] = [];
  /** The name here, by the name that others import. */
  const exported = new Map<string, string>();
  for (const node of body) {
    const text = code.slice(node.start, node.end);
    if (node.type === "ImportDeclaration") imports.push({ text, declares: [], names: new Set(namesIn(node)) });
    else if (node.type !== "ExportNamedDeclaration")
      statements.push({ text, declares: declaredBy(node), names: new Set(namesIn(node)) });
    else if (node.source) passedOn.push(text);
    else
      for (const { local, exported: name } of node.specifiers as { local: Node; exported: Node }[])
        exported.set(name.name as string, local.name as string);
  }
  return { imports, statements, passedOn, exported };
}

/**
 * `late`: by the name of a part, what it exports; it gets what nothing else needs. The first part, whose name is empty,
 * gets what is left. `source` is the text of a part, `whole` that of a module that exports all of them.
 */
export function partsOf(code: string, body: Node[], late: Record<string, string[]>, address: string) {
  const { imports, statements, passedOn, exported } = read(code, body);
  const home = new Map(statements.flatMap((one) => one.declares.map((name) => [name, one] as const)));
  const reach = (names: Iterable<string>, reached = new Set<Statement>()) => {
    for (const name of names) {
      const one = home.get(name);
      if (!one || reached.has(one)) continue;
      reached.add(one);
      reach(one.names, reached);
    }
    return reached;
  };
  const isLate = new Set(Object.values(late).flat());
  const early = [...exported].filter(([name]) => !isLate.has(name)).map(([, local]) => local);
  // What declares nothing, but does something: where all that it names is late, as late as that.
  const isDoing = (one: Statement) => one.declares.length === 0;
  const isWanted = (one: Statement, reached: Set<Statement>) => {
    const own = [...one.names].flatMap((name) => home.get(name) ?? []);
    return own.length === 0 || own.some((needed) => reached.has(needed));
  };
  const withDeeds = (reached: Set<Statement>) => {
    const found = statements.filter((one) => isDoing(one) && !reached.has(one) && isWanted(one, reached));
    if (found.length === 0) return reached;
    return withDeeds(
      reach(
        found.flatMap((one) => [...one.names]),
        new Set([...reached, ...found]),
      ),
    );
  };
  const first = withDeeds(reach(early));
  const isOf = (part: string, one: Statement) =>
    late[part]?.some((name) => one.declares.includes(exported.get(name) ?? name));
  const others = Object.entries(late).map(
    ([part, names]) => [part, withDeeds(reach(names.map((name) => exported.get(name) ?? name)))] as const,
  );
  const partOf = (one: Statement | undefined): string | null => {
    if (!one) return null;
    const parts = others.filter(([, reached]) => reached.has(one)).map(([part]) => part);
    if (first.has(one)) return "";
    return parts.find((part) => isOf(part, one)) ?? (parts.length > 1 ? "" : (parts[0] ?? null));
  };
  for (const [part, names] of Object.entries(late))
    for (const name of names)
      if (partOf(home.get(exported.get(name) ?? name)) !== part)
        throw new Error(`${name} of ${address} is needed outside of "${part}" too, or is not there`);

  const from = (names: string, part: string) => ` { ${names} } from "${address}?part=${part}";`;
  const source = (part: string) => {
    const own = statements.filter((one) => partOf(one) === part);
    const names = new Set(own.flatMap((one) => [...one.names]));
    const taken = [...home].filter(([name, one]) => names.has(name) && partOf(one) !== part);
    return [
      ...imports.filter((one) => [...one.names].some((name) => names.has(name))).map((one) => one.text),
      ...taken.map(([name, one]) => `import${from(name, partOf(one) ?? "")}`),
      ...own.map((one) => one.text),
      `export { ${own.flatMap((one) => one.declares).join(", ")} };`,
    ].join("\n");
  };
  const whole = [...exported].map(
    ([name, local]) => `export${from(`${local} as ${name}`, partOf(home.get(local)) ?? "")}`,
  );
  return { source, whole: [...passedOn, ...whole].join("\n") };
}

/** `libraries`: by the package's name, its late parts. */
export function cut(libraries: Record<string, Record<string, string[]>>): Plugin {
  return {
    name: "cut",
    apply: "build",
    enforce: "pre",
    resolveId: (id) => (id.includes("?part=") ? { id, moduleSideEffects: false } : undefined),
    async load(id) {
      const [file = "", part] = id.split("?part=");
      const [, name = ""] = /node_modules\/((?:@[\w-]+\/)?[\w-]+)\/dist\/index\.js$/.exec(file) ?? [];
      const late = libraries[name];
      if (!late) return undefined;
      const code = await this.fs.readFile(file, { encoding: "utf8" });
      const { source, whole } = partsOf(code, this.parse(code).body as unknown as Node[], late, file);
      return { code: part === undefined ? whole : source(part), map: null, moduleSideEffects: false };
    },
  };
}
