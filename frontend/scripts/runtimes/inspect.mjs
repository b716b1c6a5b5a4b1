// Node's inspect, as a package has it, asks the runtime for what nothing in a browser tells: what is left in an iterator
// of a map or set (src/runner/node/iterators.ts), and which frames of Node's own an error's trace goes on with
// (src/runner/node/loading/hidden.ts).

/** What stands in version 3.0.2 of the package, and what is put there. */
const CHANGES = [
  [
    "previewEntries:function(t){return[[],!1]}",
    'previewEntries:function(t){return globalThis[Symbol.for("codesala.entries")]?.(t)??[[],!1]}',
  ],
  [
    "function Mr(t,e){for(",
    'function Mr(t,e){var h=globalThis[Symbol.for("codesala.frames")]??(f=>f);t=h(t);e=h(e);for(',
  ],
];

/** @returns {import("vite").Plugin} */
export function inspectAsksTheRuntime() {
  return {
    name: "inspect-asks-the-runtime",
    transform(code, id) {
      if (!id.includes("/node-inspect-extracted/dist/")) return null;
      return CHANGES.reduce((changed, [from = "", to = ""]) => {
        if (changed.split(from).length !== 2) throw new Error(`node-inspect-extracted has not once: ${from}`);
        return changed.replace(from, () => to);
      }, code);
    },
  };
}
