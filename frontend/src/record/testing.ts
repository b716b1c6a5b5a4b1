// For tests: the recorded typing of tests/traces as the Yjs updates that its authors' pages would have sent.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";

import * as Y from "yjs";

type Patch = [at: number, deleted: number, inserted: string];
interface Transaction {
  patches: Patch[];
  parents?: number[];
  agent?: number;
}
export interface Trace {
  startContent: string;
  endContent: string;
  txns: Transaction[];
}
export interface Typed {
  update: Uint8Array;
  by: string;
}

export function traceOf(name: "sveltecomponent" | "friendsforever"): Trace {
  const file = resolve("..", "tests", "traces", `${name}.json.gz`); // tests run in frontend/
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as Trace;
}

const made = new Map<string, Typed[]>();

/** The whole trace; made once. */
export function typedIn(name: "sveltecomponent" | "friendsforever"): Typed[] {
  const known = made.get(name) ?? (name === "sveltecomponent" ? typedByOne : typedByTwo)(traceOf(name));
  made.set(name, known);
  return known;
}

/** One person's: each transaction as one update of "ana". */
function typedByOne({ txns }: Trace): Typed[] {
  const doc = new Y.Doc();
  doc.clientID = 1;
  return txns.map(({ patches }) => ({ update: updateOf(doc, patches), by: "ana" }));
}

/** Two people's, in causal order: each writes into a document of its own that holds what the trace says it held. */
function typedByTwo({ txns }: Trace): Typed[] {
  const docs = [1, 2].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
  const seen = [new Set<number>(), new Set<number>()];
  const typed: Typed[] = [];
  txns.forEach(({ patches, parents = [], agent = 0 }, number) => {
    const [doc, known] = [docs[agent], seen[agent]];
    if (!doc || !known) throw new Error("a third author");
    const missing: number[] = [];
    const look = [...parents];
    for (let one = look.pop(); one !== undefined; one = look.pop()) {
      if (known.has(one)) continue;
      known.add(one);
      missing.push(one);
      look.push(...(txns[one]?.parents ?? []));
    }
    for (const one of missing.sort((a, b) => a - b)) {
      const update = typed[one]?.update;
      if (update) Y.applyUpdate(doc, update);
    }
    typed.push({ update: updateOf(doc, patches), by: agent === 0 ? "ana" : "ben" });
    known.add(number);
  });
  return typed;
}

export function textAfter(text: string, patches: Patch[]): string {
  return patches.reduce(
    (before, [at, deleted, inserted]) => before.slice(0, at) + inserted + before.slice(at + deleted),
    text,
  );
}

function updateOf(doc: Y.Doc, patches: Patch[]): Uint8Array {
  const text = doc.getText("code");
  let update = new Uint8Array();
  const listener = (made: Uint8Array) => (update = new Uint8Array(made));
  doc.on("update", listener);
  doc.transact(() => {
    for (const [at, deleted, inserted] of patches) {
      if (deleted) text.delete(at, deleted);
      if (inserted) text.insert(at, inserted);
    }
  });
  doc.off("update", listener);
  return update;
}
