// The languages whose functions can be called, and how.

import { beside, type Harness, same } from "./beside";
import { classesIn, nodesOf } from "./nodes";

const HARNESSES: Readonly<Record<string, () => Promise<Harness>>> = {
  python: async () => beside((await import("./python.py?raw")).default, "py", quoted),
  javascript: async () => behind((await import("./javascript.js?raw")).default),
  typescript: async () => behind((await import("./javascript.js?raw")).default),
  ruby: async () => beside((await import("./ruby.rb?raw")).default, "rb", quotedInRuby),
  cpp: async () => (await import("./cpp")).cpp,
  lua: async () => (await import("./lua")).lua,
  java: async () => (await import("./java")).java,
};

/** By the language ids of the API. */
export const canCall = (language: string): boolean => Object.hasOwn(HARNESSES, language);

/** They call no functions with linked lists or trees. */
const WITHOUT_NODES: readonly string[] = ["ruby", "lua"];

/** Each call begins a program of its own, as the server runs them. */
export const callsApart = (language: string): boolean => language === "java";

/**
 * Why these cases do not run with a language: it calls no functions, or none with linked lists and trees, or nobody said
 * which one they call.
 */
export function whyNot(
  cases: readonly { kind: string }[],
  called: { parameters: readonly { type?: string }[]; returns?: string } | null | undefined,
  language: string | null | undefined,
): "calls" | "nodes" | "unsaid" | null {
  if (cases.every(({ kind }) => kind !== "call")) return null;
  if (!called) return "unsaid";
  if (language && !canCall(language)) return "calls";
  const hasNodes = [called.returns, ...called.parameters.map(({ type }) => type)].some(nodesOf);
  return hasNodes && WITHOUT_NODES.includes(language ?? "") ? "nodes" : null;
}

/** Throws if a language cannot. */
export async function harnessOf(language: string): Promise<Harness> {
  const harness = canCall(language) ? await HARNESSES[language]?.() : undefined;
  if (!harness) throw new Error(`There is no way to call a function of ${language}.`);
  return harness;
}

function behind(text: string): Harness {
  return (program, cases, nonce) => {
    const classes = classesIn(cases);
    const called = [...new Set(cases.flatMap(({ names }) => names)), "Solution", ...classes];
    const names = called.filter((name) => !RESERVED.test(name));
    const found = names.map((name) => `${name}: ${valueOf(name)}`).join(", ");
    const own = text
      .replace("__FOUND__", () => `{ ${found} }`)
      .replace("__GIVEN__", () => quoted({ cases, nonce }))
      .replace(/^\/\/.*\n/, "");
    const { entry, files } = program;
    const theirs = files[entry] ?? "";
    const lines = theirs.split("\n").length;
    const provided = classes.filter((name) => !new RegExp(`\\b(class|function)\\s+${name}\\b`).test(theirs));
    const strict = /^\s*(["'])use strict\1/.test(theirs) ? '"use strict";' : "";
    const before = provided.length > 0 ? strict + provided.map((name) => CLASSES[name]).join("") : "";
    const frame = new RegExp(`^ +at .*${entry.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}:(\\d+):\\d+\\)?$`);
    return {
      program: { ...program, files: { ...files, [entry]: `${before}${theirs}\n;${own}` } },
      isOurs: (line) => Number(frame.exec(line)?.[1] ?? 0) > lines,
      alike: same,
    };
  };
}

/** In the line where the program begins, so that its lines keep their numbers; its own of the same name comes before. */
const CLASSES: Readonly<Record<string, string>> = {
  ListNode:
    "globalThis.ListNode = class ListNode { constructor(val = 0, next = null) { this.val = val; this.next = next; } };",
  TreeNode:
    "globalThis.TreeNode = class TreeNode { constructor(val = 0, left = null, right = null) " +
    "{ this.val = val; this.left = left; this.right = right; } };",
};

/** What the program declares by this name, or gives to others as a script. */
const valueOf = (name: string) =>
  `typeof ${name} !== "undefined" ? ${name} : typeof module !== "undefined" ? module.exports?.${name} : undefined`;

/** Words that no function of JavaScript can be called by. */
const RESERVED =
  /^(arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

/** A literal of JavaScript and of Python: the text of what the program parses as JSON. */
const quoted = (given: object) => JSON.stringify(JSON.stringify(given));
const quotedInRuby = (given: object) => quoted(given).replaceAll("#", "\\#");
