// What libraries bring and no page needs. Each cut looks for the very words that it takes out, and ends the build where they
// are gone: then the library has changed, and its new version wants to be read.
import type { Plugin } from "vite";

/** Takes out of a module what is found; each has to be there at least once. */
function without(name: string, module: RegExp, cuts: readonly (readonly [found: RegExp, instead: string])[]): Plugin {
  return {
    name,
    transform(code, id) {
      if (!module.test(id)) return;
      let plain = code;
      for (const [found, instead] of cuts) {
        const next = plain.replace(found, instead);
        if (next === plain) throw new Error(`${id} has changed: look at ${name}, ${found.source}`);
        plain = next;
      }
      return { code: plain, map: null };
    },
  };
}

/** Methods by their names, of whichever class. */
const methods = (...names: string[]): readonly [RegExp, string] => [
  new RegExp(`\\n {2}(?:${names.join("|")}) \\([^\\n]*\\) \\{[^]*?\\n {2}\\}(?=\\n)`, "g"),
  "",
];

/** y-codemirror.next brings carets of its own, and a library of schemas with them. Ours are in editor/people/cursors.ts. */
function withoutSpareCarets(): Plugin {
  return {
    name: "without-spare-carets",
    load: (id) =>
      id.endsWith("/y-codemirror.next/src/y-remote-selections.js")
        ? "export const yRemoteSelections = [], yRemoteSelectionsTheme = [];"
        : undefined,
  };
}

/** What lib0, under Yjs, brings and no page needs: colours for warnings, ways between tabs, marks of Node and its arguments. */
function plainLib0(): Plugin {
  const words = ["ORANGE", "RED", "BOLD", "UNBOLD"].map((name) => `export const ${name} = "";`);
  const INSTEAD: Record<string, string> = {
    logging: `${words.join("")} export const print = console.info, warn = console.warn;`,
    broadcastchannel: "export const subscribe = () => undefined, unsubscribe = subscribe, publish = subscribe;",
    environment: "export const isNode = false, isBrowser = true, production = false, getVariable = () => null;",
  };
  return {
    name: "plain-lib0",
    load: (id) => INSTEAD[/\/lib0\/(\w+)\.js$/.exec(id)?.[1] ?? ""],
  };
}

/** What browsers that run this page all have, lib0 can do without as well. */
const modernLib0 = () =>
  without("modern-lib0", /\/lib0\/(?:string|encoding|decoding)\.js$/, [
    [/(?<=export const (?:(?:en|de)codeUtf8|(?:read|write)VarString) = )[^\n]* \? (_\w+Native) : _\w+Polyfill/g, "$1"],
  ]);

/**
 * What Yjs brings and no page needs. What waits for a missing part it keeps in a second format, with twice the code: here both
 * are the first one, as what waits is in memory only. And whatever is no plain text: servers let nothing else into a room
 * (backend/codesala/wire/screening/thorough.py), neither formats, embedded things and documents, nor lists, maps and XML.
 */
const plainYjs = () =>
  without("plain-yjs", /\/yjs\/dist\/yjs\.mjs$/, [
    [/(?<!class )\b((?:Update|DS)(?:En|De)coder)V2\b(?=[^]*\nexport \{)/g, "$1V1"],
    [/(?<=\nconst typeRefs = )\[[^\]]*\]/, "[]"],
    [
      /(?<=\nconst contentRefs = )\[[^\]]*\]/,
      "[error.unexpectedCase, readContentDeleted, error.unexpectedCase, error.unexpectedCase, readContentString]",
    ],
    methods("getArray", "getMap", "getXmlElement", "getXmlFragment", "writeAny", "readAny"),
    methods("applyDelta", "toDelta", "insertEmbed", "format", "(?:set|get|remove)Attributes?"),
    [/text\.constructor === String \? (new ContentString\([^]*?\(text\)\)) : \(text instanceof .*\)(?=;\n)/, "$1"],
    [/\b[\w.]+ instanceof ContentType\b/g, "false"],
    [/\b[\w.]+\.constructor === ContentFormat\b/g, "false"],
    [/case ContentFormat:\s+if [^]*?\bbreak\s+(?=default:)/g, ""],
    [/case ContentType:\s+case ContentEmbed:\s+(?=case ContentString:)/g, ""],
    [/case ContentType:\s+case ContentEmbed:\s+if [^]*?\bbreak\s+(?=case ContentString:)/g, ""],
    [/(?<=\n {12})case ContentFormat: \{\n {14}const \{ key, value \}[^]*?\n {12}\}\n/, ""],
    [/if \(transaction\._needFormattingCleanup\) \{[^}]*\}/, ""],
    [/if \(start\) \{\s+cleanupFormattingGap\([^}]*\}/, ""],
  ]);

/** Browsers of Microsoft's own making: nothing of this page would run there. */
const plainView = () =>
  without("plain-view", /\/@codemirror\/view\/dist\/index\.js\?part=$/, [
    [/\bbrowser\.ie\b/g, "false"],
    [/\bbrowser\.ie_version\b/g, "0"],
    [/const ie = .*/, "const ie = false;"],
  ]);

/** Svelte can take over what a server has drawn, as which it asks whether it is doing so. Here no server draws anything. */
const withoutHydration = () =>
  without("without-hydration", /\/svelte\/src\/internal\/client\/dom\/hydration\.js$/, [
    [/let hydrating/, "const hydrating"],
    [/hydrating = value;/, ""],
  ]);

export const plain = (): Plugin[] => [
  ...[withoutSpareCarets(), plainLib0(), modernLib0(), plainYjs(), plainView(), withoutHydration()],
];
