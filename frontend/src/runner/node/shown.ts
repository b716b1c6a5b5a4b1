// What console.log cannot see for itself in a browser: what a proxy stands for, what an address holds, that a method is a
// generator. How a promise stands nothing can tell there, so that is said.
import { inspect, type InspectOptions, Proxy as Known } from "node-inspect-extracted";

const UNKNOWN = "… A browser does not tell how a promise stands: it is shown as pending. Print what await gives. …";

/** Before any program runs. `tell` says a sentence beside what the program prints. */
export function showWhatIsHidden(tell: (sentence: string) => void): void {
  hide(globalThis, "Proxy", knownProxies());
  let hasTold = false;
  hide(Promise.prototype, inspect.custom, function (this: unknown) {
    if (!hasTold) tell(UNKNOWN);
    hasTold = true;
    return this;
  });
  hide(URLSearchParams.prototype, inspect.custom, shownParameters);
  hide(URL.prototype, inspect.custom, shownAddress);
  hide(Headers.prototype, inspect.custom, shownHeaders);
  const parts = <Kind extends object>(Class: { name: string; prototype: Kind }, take: (from: Kind) => object) =>
    hide(Class.prototype, inspect.custom, function (this: Kind, depth: number, options: InspectOptions) {
      return depth < 0 ? this : `${Class.name} ${inspect(take(this), { ...options, depth })}`;
    });
  parts(AbortController, ({ signal }) => ({ signal }));
  parts(AbortSignal, ({ aborted }) => ({ aborted }));
  hide(Blob.prototype, inspect.custom, function (this: Blob, depth: number, options: InspectOptions) {
    return depth < 0 ? this : `Blob ${inspect({ size: this.size, type: this.type }, options)}`;
  });
  for (const [name, made] of [
    ["GeneratorFunction", function* () {}],
    ["AsyncGeneratorFunction", async function* () {}],
  ] as const) {
    const prototype = Object.getPrototypeOf(made) as object;
    hide(prototype, inspect.custom, function (this: unknown) {
      // As a function it is known by its source; "*name() {}" in a class or an object is not.
      const isMethod = typeof this === "function" && !/^(async\s+)?function\b/.test(String(this));
      if (!isMethod || Object.keys(this).length > 0) return this;
      return `[${name}${this.name ? `: ${this.name}` : " (anonymous)"}]`;
    });
  }
}

function shownAddress(this: URL, depth: number, options: InspectOptions): unknown {
  if (depth < 0) return this;
  const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } =
    this;
  const start = { href, origin, protocol, username, password };
  return `URL ${inspect({ ...start, host, hostname, port, pathname, search, searchParams, hash }, { ...options, depth })}`;
}

function shownHeaders(this: Headers, depth: number, options: InspectOptions): string {
  return depth < 0 ? "[Object]" : `Headers ${inspect(Object.fromEntries(this), options)}`;
}

function shownParameters(this: URLSearchParams, depth: number, options: InspectOptions): string {
  if (depth < 0) return "[Object]";
  const shown = [...this].map((pair) => pair.map((one) => inspect(one, options)).join(" => "));
  if (shown.length === 0) return "URLSearchParams {}";
  const isLong = shown.join(", ").length > (options.breakLength ?? 80);
  return isLong ? `URLSearchParams {\n  ${shown.join(",\n  ")} }` : `URLSearchParams { ${shown.join(", ")} }`;
}

/** Where util.types.isProxy, which is of another script, finds them. */
const PROXIES = Symbol.for("codesala.proxies");

/** Proxy, with a memory of what each stands for: no handler is asked when one is printed. */
function knownProxies(): ProxyConstructor {
  const own = globalThis.Proxy;
  // What remembers makes its proxies by the global constructor, wherever that comes from.
  const remembered = <T>(make: () => T): T => {
    const kept = globalThis.Proxy;
    hide(globalThis, "Proxy", own);
    try {
      return make();
    } finally {
      hide(globalThis, "Proxy", kept);
    }
  };
  const revocable: ProxyConstructor["revocable"] = (target, handler) =>
    remembered(() => (Known as unknown as ProxyConstructor).revocable(target, handler));
  const all = new WeakSet<object>();
  return new own(own, {
    construct: (_, [target, handler]: [object, ProxyHandler<object>]) => {
      const made = remembered(() => new Known(target, handler));
      all.add(made);
      return made;
    },
    get: (from, key) => (key === PROXIES ? all : key === "revocable" ? revocable : (Reflect.get(from, key) as unknown)),
  });
}

const hide = (on: object, key: PropertyKey, value: unknown) =>
  Object.defineProperty(on, key, { value, writable: true, configurable: true });
