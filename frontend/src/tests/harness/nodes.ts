// Linked lists and binary trees, as a question's types name them: JSON has them as lists (docs/questions.md). Of a language
// that knows no types the harness is told them; and a program that declares no such class gets one.

import type { Call } from "./beside";

const TYPE = /^(list<)?(ListNode|TreeNode)\??>?\??$/;

/** `ListNode`, `TreeNode`, `list<…>` of one, or "" for all else. */
export function nodesOf(type: string | undefined): string {
  const [, many, kind] = TYPE.exec((type ?? "").replaceAll(" ", "")) ?? [];
  return kind ? (many ? `list<${kind}>` : kind) : "";
}

/** The classes that the types of calls name. */
export function classesIn(calls: readonly Call[]): string[] {
  const types = calls.flatMap(({ nodes }) => (nodes ? [...nodes.takes, nodes.gives] : []));
  return ["ListNode", "TreeNode"].filter((name) => types.some((type) => type.includes(name)));
}

/** Without empty places at the end of a tree, which say nothing. */
export function shortened(type: string, value: unknown): unknown {
  if (type === "list<TreeNode>" && Array.isArray(value)) return value.map((one) => shortened("TreeNode", one));
  if (type !== "TreeNode" || !Array.isArray(value)) return value;
  const kept: unknown[] = [...(value as unknown[])];
  while (kept.length > 0 && kept.at(-1) === null) kept.pop();
  return kept;
}
