// The frames of the subprotocol codesala.v1 (docs/protocol.md): what arrives is parsed here, at the border, and nothing
// behind it meets unchecked JSON.
import * as encoding from "lib0/encoding";
import { writeUpdate } from "y-protocols/sync";

import { countOf, isObject, type Json, parseObject, type Role, roleOf, textOf } from "../json";

export type { Role } from "../json";

export const SUBPROTOCOL = "codesala.v1";
export const FRAME = {
  saved: 100,
  roster: 101,
  event: 102,
  state: 103,
  history: 104,
  digest: 105,
  hello: 110,
  request: 111,
} as const;

/** One person of the roster; `clients` are the Yjs client ids of this person's connections. */
export interface RosterPerson {
  participant: string;
  name: string | null;
  role: Role;
  clients: number[];
  /** When they came first, by the server's clock. */
  sinceMs: number;
  /** Whose caret this person's editor follows. */
  follows: string | null;
  /** None of their pages is in their sight. Told to hosts. */
  leftPage: boolean;
}

/** Somebody in the lobby, told to hosts. */
export interface WaitingPerson {
  participant: string;
  name: string | null;
  role: Role;
  /** A host sent them away before. */
  wasRemoved: boolean;
}

export interface Roster {
  people: RosterPerson[];
  waiting: WaitingPerson[];
}

/** The session as this peer may see it. */
export interface RoomState {
  role: Role;
  participant: string;
  canWrite: boolean;
  notice: string | null;
  title: string | null;
  language: string;
  status: "live" | "ended";
  isLocked: boolean;
  runsDisabled: boolean;
  hasLobby: boolean;
  sharesCode: boolean;
  timer: Timer | null;
  /** As it came: what it holds is read by the questions' pane, which comes when there are any. */
  questions: unknown;
  /** Its files as the server tells of them, which files.ts reads where there are several; none: main alone. */
  files: readonly Json[];
  /** The server's clock when it sent this, in milliseconds since 1970; null from one that does not say. */
  nowMs: number | null;
  limits: Limits;
}

/** A countdown, by the server's clock. */
export interface Timer {
  startedAtMs: number;
  seconds: number;
}

export interface Limits {
  frameBytes: number;
  documentBytes: number;
  /** How many there may be, main among them; null from a server that does not say. */
  files: number | null;
}

/** The session's state, or null where the frame is not one. */
export function parseState(json: string): RoomState | null {
  const body = parseObject(json);
  const session = body?.session;
  const limits = body?.limits;
  const role = roleOf(body?.role);
  if (!body || !role || !isObject(session) || !isObject(limits)) return null;
  const language = textOf(session.language);
  const frameBytes = countOf(limits.frame_bytes);
  const documentBytes = countOf(limits.document_bytes);
  if (language === null || frameBytes === null || documentBytes === null) return null;
  return {
    role,
    participant: textOf(body.participant) ?? "",
    canWrite: body.can_write === true,
    notice: textOf(body.notice),
    title: textOf(session.title),
    language,
    status: session.status === "ended" ? "ended" : "live",
    isLocked: session.is_locked === true,
    runsDisabled: session.runs_disabled === true,
    hasLobby: session.has_lobby === true,
    sharesCode: session.shares_code === true,
    timer: timerOf(session.timer),
    questions: session.questions,
    files: Array.isArray(session.files) ? session.files.filter(isObject) : [],
    nowMs: countOf(body.now),
    limits: { frameBytes, documentBytes, files: countOf(limits.files) },
  };
}

function timerOf(value: unknown): Timer | null {
  if (!isObject(value)) return null;
  const startedAtMs = countOf(value.started_at);
  const seconds = countOf(value.seconds);
  return startedAtMs === null || seconds === null ? null : { startedAtMs, seconds };
}

/** Everybody in the room and, for hosts, in the lobby; entries that make no sense are left out. */
export function parseRoster(json: string): Roster | null {
  const body = parseObject(json);
  if (!Array.isArray(body?.people)) return null;
  const people: RosterPerson[] = [];
  for (const person of body.people) {
    const known = personOf(person);
    if (!known || !isObject(person)) continue;
    const clients = Array.isArray(person.clients)
      ? person.clients.filter((id): id is number => countOf(id) !== null)
      : [];
    const [follows, leftPage] = [textOf(person.follows), person.left_page === true];
    people.push({ ...known, clients, sinceMs: countOf(person.since) ?? 0, follows, leftPage });
  }
  const waiting: WaitingPerson[] = [];
  for (const person of Array.isArray(body.waiting) ? body.waiting : []) {
    const known = personOf(person);
    if (known) waiting.push({ ...known, wasRemoved: isObject(person) && person.was_removed === true });
  }
  return { people, waiting };
}

function personOf(value: unknown): Omit<WaitingPerson, "wasRemoved"> | null {
  if (!isObject(value)) return null;
  const participant = textOf(value.participant);
  const role = roleOf(value.role);
  return participant === null || !role ? null : { participant, role, name: textOf(value.name) };
}

/** A client's frame: its type and one JSON string. */
export function encodeFrame(type: number, body: Json): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  encoding.writeVarString(encoder, JSON.stringify(body));
  return encoding.toUint8Array(encoder);
}

/** Is this outgoing frame one that the server counts for "saved", a SyncStep2 or an Update? */
export function countedKind(frame: unknown): "step2" | "update" | null {
  if (!(frame instanceof Uint8Array) || frame[0] !== 0) return null;
  return frame[1] === 1 ? "step2" : frame[1] === 2 ? "update" : null;
}

/** What y-websocket sends for an edit: type 0, subtype 2. */
export function updateMessage(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  writeUpdate(encoder, update);
  return encoding.toUint8Array(encoder);
}
