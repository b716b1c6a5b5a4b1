// What Node's inspect and streams, as packages have them, ask the runtime for or take from it: what is left in an iterator
// of a map or set (src/runner/node/iterators.ts), which frames of Node's own an error's trace goes on with
// (src/runner/node/loading/hidden.ts), and errors with Node's codes (src/runner/node/errors.ts).

const KINDS = [
  "'chunk', ['string', 'Buffer', 'Uint8Array'], chunk",
  "'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk",
];

/** By a part of a file's path: what stands there once, and what is put there. @type {Record<string, string[][]>} */
const CHANGES = {
  "/node-inspect-extracted/dist/": [
    [
      "previewEntries:function(t){return[[],!1]}",
      'previewEntries:function(t){return globalThis[Symbol.for("codesala.entries")]?.(t)??[[],!1]}',
    ],
    [
      "function Mr(t,e){for(",
      'function Mr(t,e){var h=globalThis[Symbol.for("codesala.frames")]??(f=>f);t=h(t);e=h(e);for(',
    ],
  ],
  "/readable-stream/lib/ours/errors.js": [
    [
      "codes[code] = NodeError",
      'codes[code] = function (...a) { return globalThis[Symbol.for("codesala.coded")](Base, code, getMessage(code, message, a)) }',
    ],
  ],
  "/readable-stream/lib/internal/streams/writable.js": [KINDS],
  "/readable-stream/lib/internal/streams/readable.js": [KINDS],
};

/** @returns {import("vite").Plugin} */
export function packagesAskTheRuntime() {
  return {
    name: "packages-ask-the-runtime",
    transform(code, id) {
      const [, changes] = Object.entries(CHANGES).find(([part]) => id.includes(part)) ?? [];
      return (changes ?? []).reduce((/** @type {string | null} */ changed, [from = "", to = ""]) => {
        const parts = (changed ?? code).split(from);
        if (parts.length !== 2) throw new Error(`${id} has not once: ${from}`);
        return parts.join(to);
      }, null);
    },
  };
}
