// The facts of a session that are not text: who came and went, runs, pastes, locks, the end. Events of the log, parsed.
import { type Json, textOf } from "../sync/json";
import { type RunEvent, runEventOf } from "../sync/runs/runevents";
import type { RecordedRole } from "./answer";

interface Who {
  participant: string | null;
  name: string | null;
}

/** Those that say nothing but that they happened. */
const BARE = [
  "reopened",
  "locked",
  "unlocked",
  "runs_disabled",
  "runs_enabled",
  "lobby_opened",
  "lobby_closed",
  "frozen",
  "unfrozen",
] as const;
/** Those that change nothing that a replay shows. */
const SILENT = ["title", "retention", "code_shared", "code_kept", "link_rotated", "link_withdrawn", "offline"];

export type FileChange = "created" | "renamed" | "deleted" | "restored";
export type BareFact = (typeof BARE)[number];
export type Fact =
  | ({ type: "joined" | "left" | "renamed"; role: RecordedRole | null } & Who)
  | ({ type: "language"; language: string; previous: string } & Who)
  /** Through the API; the language may be as it was. */
  | { type: "changed"; language: string | null }
  | ({ type: "paste"; characters: number; lines: number; awayMs: number } & Who)
  | ({ type: "away"; durationMs: number } & Who)
  | ({ type: "admitted" | "removed" | "turned_away"; who: string | null; whoName: string | null } & Who)
  | ({ type: "file"; change: FileChange; file: string; path: string; previous: string | null } & Who)
  | ({ type: "question"; isShown: boolean; number: number; title: string } & Who)
  | ({ type: "timer"; seconds: number | null } & Who)
  | ({ type: "ended"; by: string | null } & Who)
  | ({ type: BareFact } & Who)
  | { type: "run"; event: RunEvent }
  | { type: "silent" };

const FILES: Readonly<Record<string, FileChange>> = {
  "file.created": "created",
  "file.renamed": "renamed",
  "file.deleted": "deleted",
  "file.restored": "restored",
};

const positiveOf = (value: unknown): number => (typeof value === "number" && value > 0 ? value : 0);

/** Null for events that this player does not know. `atMs` and `by` are the entry's. */
export function factOf(event: Json, atMs: number, by: string): Fact | null {
  const { type } = event;
  if (typeof type !== "string") return null;
  if (type.startsWith("run.")) {
    const run = runEventOf({ participant: by || null, ...event, at: atMs });
    return run && { type: "run", event: run };
  }
  const who = { participant: textOf(event.participant) ?? (by || null), name: textOf(event.name) };
  switch (type) {
    case "joined":
    case "left":
    case "renamed": {
      const { role } = event;
      const known = role === "host" || role === "candidate" || role === "observer" ? role : null;
      return { type, ...who, role: known };
    }
    case "language": {
      const language = textOf(event.language);
      return language === null ? null : { type, ...who, language, previous: textOf(event.previous) ?? "" };
    }
    case "changed":
      return { type, language: textOf(event.language) };
    case "paste":
      return {
        type,
        ...who,
        characters: positiveOf(event.characters),
        lines: positiveOf(event.lines),
        awayMs: positiveOf(event.away_ms),
      };
    case "away":
      return { type, ...who, durationMs: positiveOf(event.duration_ms) };
    case "admitted":
    case "removed":
    case "turned_away":
      return { type, ...who, who: textOf(event.who), whoName: textOf(event.who_name) };
    case "question.shown":
    case "question.hidden": {
      const [number, title] = [positiveOf(event.question), textOf(event.title)];
      if (number === 0 || title === null) return null;
      return { type: "question", ...who, isShown: type === "question.shown", number, title };
    }
    case "timer":
      return { type, ...who, seconds: positiveOf(event.seconds) || null };
    case "ended":
      return { type, ...who, by: textOf(event.by) };
  }
  const change = FILES[type];
  if (change !== undefined) {
    const [file, path] = [textOf(event.file), textOf(event.path)];
    if (file === null || path === null) return null;
    return { type: "file", ...who, change, file, path, previous: textOf(event.previous) };
  }
  const bare = BARE.find((one) => one === type);
  if (bare) return { type: bare, ...who };
  return SILENT.includes(type) ? { type: "silent" } : null;
}
