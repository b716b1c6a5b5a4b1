// Facts of the session that are not text (docs/protocol.md), parsed at the border. Runs of code are in runevents.ts.
import { countOf, type Json, parseObject, type Role, roleOf, textOf } from "./json";

interface Fact {
  at: number;
  /** Who did it; null for the operator and for the session itself. */
  participant: string | null;
  name: string | null;
}

export type SessionEvent = Fact &
  /** `isYours`: this page asked for it, not another of the same person. */
  (
    | { type: "language"; language: string; previous: string; isYours: boolean }
    | { type: "ended"; by: string | null }
    | { type: "reopened" | "locked" | "unlocked" | "runs_disabled" | "runs_enabled" | "lobby_opened" | "lobby_closed" }
    | { type: "admitted" | "removed"; who: string | null }
    | { type: "link_rotated" | "link_withdrawn"; role: Role | "replay" | "report" | null }
    | { type: "timer"; seconds: number | null }
    /** Of files: files.ts reads what it says. */
    | { type: "file"; body: Json }
    /** That one was submitted. Only hosts are told. */
    | { type: "scorecard" }
  );

/** An event that this page knows and shows, or null. */
export function parseEvent(json: string): SessionEvent | null {
  const body = parseObject(json);
  return body && eventOf(body);
}

function eventOf(body: Json): SessionEvent | null {
  const fact: Fact = { at: countOf(body.at) ?? 0, participant: textOf(body.participant), name: textOf(body.name) };
  switch (body.type) {
    case "language": {
      const language = textOf(body.language);
      const previous = textOf(body.previous);
      if (language === null || previous === null) return null;
      return { ...fact, type: body.type, language, previous, isYours: body.yours === true };
    }
    case "ended":
      return { ...fact, type: body.type, by: textOf(body.by) };
    case "reopened":
    case "locked":
    case "unlocked":
    case "runs_disabled":
    case "runs_enabled":
    case "lobby_opened":
    case "lobby_closed":
    case "scorecard":
      return { ...fact, type: body.type };
    case "admitted":
    case "removed":
      return { ...fact, type: body.type, who: textOf(body.who) };
    case "link_rotated":
    case "link_withdrawn":
      return {
        ...fact,
        type: body.type,
        role: body.role === "replay" || body.role === "report" ? body.role : roleOf(body.role),
      };
    case "timer":
      return { ...fact, type: body.type, seconds: countOf(body.seconds) };
    default:
      return String(body.type).startsWith("file.") ? { ...fact, type: "file", body } : null;
  }
}
