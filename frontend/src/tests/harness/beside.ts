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
  /** Where there are linked lists or trees: what each argument is, and what is judged (nodes.ts). */
  nodes?: { takes: readonly string[]; gives: string };
}

export interface Harnessed {
  program: Program;
  /** What it reads, if that is how it gets its call: then it is ready when it begins. */
  lines?: string[];
  /** Whether a line of an error's trace names a place in our part of the program. */
  isOurs(line: string): boolean;
  /** A value without what the language does not tell apart: equal ones are the same to it. */
  alike(value: Json): Json;
}

/** What a harness is told. */
export interface Given {
  entry: string;
  cases: readonly Call[];
  nonce: string;
}

/** `nonce` begins each mark, so that nothing that a program prints is one by chance. */
export type Harness = (program: Program, calls: readonly Call[], nonce: string) => Harnessed;

export const same = (value: Json) => value;

/** No file of a person can be called so: tracebacks leave it out. */
export const OWN_FILE = "<codesala>";

/** A file of ours begins, and loads the program. */
export function beside(text: string, ending: string, written: (given: Given) => string, alike = same): Harness {
  return ({ entry, files, args }, cases, nonce) => {
    const own = text.replace("__GIVEN__", () => written({ entry, cases, nonce }));
    const path = `${OWN_FILE}.${ending}`;
    const entered = { entry: path, files: { ...files, [path]: own }, ...(args ? { args } : {}) };
    return { program: entered, isOurs: () => false, alike };
  };
}
