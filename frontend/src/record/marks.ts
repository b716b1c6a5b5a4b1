// What stands out on the timeline, and where the next of its kind is.
import type { Fact } from "./facts";

export const JUMPS = ["run", "tests", "paste", "join"] as const;
export type Jump = (typeof JUMPS)[number];
export type MarkKind = Jump | "leave" | "question" | "file" | "language" | "lock" | "end" | "away" | "note";

/** Kinds that a reader wants or does not want together. The first one's sign stands for all. */
export const GROUPS = {
  runs: ["run", "tests"],
  pastes: ["paste"],
  people: ["join", "leave"],
  away: ["away"],
  session: ["question", "file", "language", "lock", "end"],
  notes: ["note"],
} as const satisfies Record<string, readonly MarkKind[]>;
export type Group = keyof typeof GROUPS;

export interface Mark {
  kind: MarkKind;
  /** How many entries have happened with it. */
  entries: number;
  /** Milliseconds since 1970. */
  atMs: number;
  by: string | null;
  fact: Fact | null;
  /** Of notes. */
  title: string | null;
}

export function groupOf(kind: MarkKind): Group {
  const found = (Object.keys(GROUPS) as Group[]).find((group) => (GROUPS[group] as readonly MarkKind[]).includes(kind));
  return found ?? "session";
}

/** Null for what is no mark, as the output of a run. */
export function markOf(fact: Fact, entries: number, atMs: number): Mark | null {
  const kind = kindOf(fact);
  if (!kind || fact.type === "silent" || fact.type === "changed") return null;
  const by = fact.type === "run" ? runnerOf(fact) : fact.participant;
  return { kind, entries, atMs, by, fact, title: null };
}

/** The nearest mark of this kind before or after so many entries. */
export function nearest(marks: readonly Mark[], kind: MarkKind, entries: number, way: 1 | -1): Mark | null {
  const candidates = marks.filter((mark) => mark.kind === kind && (mark.entries - entries) * way > 0);
  return candidates.at(way > 0 ? 0 : -1) ?? null;
}

function runnerOf(fact: Extract<Fact, { type: "run" }>): string | null {
  return fact.event.type === "run.started" ? fact.event.participant : null;
}

function kindOf(fact: Fact): MarkKind | null {
  switch (fact.type) {
    case "run":
      // Tests stand where their result does, other runs where they began.
      if (fact.event.type === "run.ended") return fact.event.tests ? "tests" : null;
      return fact.event.type === "run.started" && !fact.event.tests ? "run" : null;
    case "joined":
    case "admitted":
      return "join";
    case "left":
    case "removed":
    case "turned_away":
      return "leave";
    case "ended":
    case "reopened":
      return "end";
    case "locked":
    case "unlocked":
    case "runs_disabled":
    case "runs_enabled":
    case "frozen":
    case "unfrozen":
      return "lock";
    case "question":
    case "file":
    case "paste":
    case "language":
    case "away":
      return fact.type;
    default:
      return null;
  }
}
