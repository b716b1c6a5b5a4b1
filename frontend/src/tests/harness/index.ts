// Programs that call a function: the candidate's with ours beside or behind it. What is expected is in none of them.

import type { Program } from "../../runner/program";
import type { Json } from "../compare";

/** One call, as a harness gets it. */
export interface Call {
  /** Of the function, as languages spell it: the first that is there is called. */
  names: readonly string[];
  args: readonly Json[];
  /** The place of the argument that is judged after the call; null: what is returned. */
  judged: number | null;
}

export interface Harnessed {
  program: Program;
  /** Whether a line of an error's trace names a place in our part of the program. */
  isOurs(line: string): boolean;
}

/** `nonce` begins each mark, so that nothing that a program prints is one by chance. */
type Harness = (program: Program, calls: readonly Call[], nonce: string) => Harnessed;

const HARNESSES: Readonly<Record<string, () => Promise<Harness>>> = {
  python: async () => python((await import("./python.py?raw")).default),
  javascript: async () => behind((await import("./javascript.js?raw")).default),
  typescript: async () => behind((await import("./javascript.js?raw")).default),
};

/** By the language ids of the API. */
export const canCall = (language: string): boolean => Object.hasOwn(HARNESSES, language);

/** Throws if a language cannot. */
export async function harnessOf(language: string): Promise<Harness> {
  const harness = canCall(language) ? await HARNESSES[language]?.() : undefined;
  if (!harness) throw new Error(`There is no way to call a function of ${language}.`);
  return harness;
}

/** No file of a person can be called so: tracebacks leave it out. */
const OWN_FILE = "<codesala>";

function python(text: string): Harness {
  return ({ entry, files, args }, cases, nonce) => {
    const own = text.replace("__GIVEN__", () => quoted({ entry, cases, nonce }));
    const entered = {
      entry: `${OWN_FILE}.py`,
      files: { ...files, [`${OWN_FILE}.py`]: own },
      ...(args ? { args } : {}),
    };
    return { program: entered, isOurs: () => false };
  };
}

function behind(text: string): Harness {
  return (program, cases, nonce) => {
    const names = [...new Set(cases.flatMap(({ names }) => names)), "Solution"].filter((name) => !RESERVED.test(name));
    const found = names.map((name) => `${name}: ${valueOf(name)}`).join(", ");
    const own = text
      .replace("__FOUND__", () => `{ ${found} }`)
      .replace("__GIVEN__", () => quoted({ cases, nonce }))
      .replace(/^\/\/.*\n/, "");
    const { entry, files } = program;
    const theirs = files[entry] ?? "";
    const lines = theirs.split("\n").length;
    const frame = new RegExp(`^ +at .*${entry.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}:(\\d+):\\d+\\)?$`);
    return {
      program: { ...program, files: { ...files, [entry]: `${theirs}\n;${own}` } },
      isOurs: (line) => Number(frame.exec(line)?.[1] ?? 0) > lines,
    };
  };
}

/** What the program declares by this name, or gives to others as a script. */
const valueOf = (name: string) =>
  `typeof ${name} !== "undefined" ? ${name} : typeof module !== "undefined" ? module.exports?.${name} : undefined`;

/** Words that no function of JavaScript can be called by. */
const RESERVED =
  /^(arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

/** A literal of JavaScript and of Python: the text of what the program parses as JSON. */
const quoted = (given: object) => JSON.stringify(JSON.stringify(given));
