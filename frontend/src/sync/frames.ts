// The frames of the subprotocol codesala.v1 (docs/protocol.md): what arrives is parsed here, at the border, and nothing
// behind it meets unchecked JSON.
import * as encoding from "lib0/encoding";

export const SUBPROTOCOL = "codesala.v1";
export const FRAME = {
  saved: 100,
  roster: 101,
  event: 102,
  state: 103,
  history: 104,
  hello: 110,
  request: 111,
} as const;

export type Role = "host" | "candidate" | "observer";

/** One person of the roster; `clients` are the Yjs client ids of this person's connections. */
export interface RosterPerson {
  participant: string;
  name: string | null;
  role: Role;
  clients: number[];
}

/** A fact of the session. Runs of code are in runevents.ts; unknown kinds are dropped by `parseEvent`. */
export interface LanguageEvent {
  type: "language";
  at: number;
  participant: string | null;
  name: string | null;
  language: string;
  previous: string;
}
export type SessionEvent = LanguageEvent;

/** The session as this peer may see it. */
export interface RoomState {
  role: Role;
  participant: string;
  canWrite: boolean;
  notice: string | null;
  title: string | null;
  language: string;
  status: "live" | "ended";
  limits: Limits;
}

export interface Limits {
  frameBytes: number;
  documentBytes: number;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const count = (value: unknown): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
const roleOf = (value: unknown): Role | null =>
  value === "host" || value === "candidate" || value === "observer" ? value : null;

function parseObject(json: string): Json | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The session's state, or null where the frame is not one. */
export function parseState(json: string): RoomState | null {
  const body = parseObject(json);
  const session = body?.session;
  const limits = body?.limits;
  const role = roleOf(body?.role);
  if (!body || !role || !isObject(session) || !isObject(limits)) return null;
  const language = text(session.language);
  const frameBytes = count(limits.frame_bytes);
  const documentBytes = count(limits.document_bytes);
  if (language === null || frameBytes === null || documentBytes === null) return null;
  return {
    role,
    participant: text(body.participant) ?? "",
    canWrite: body.can_write === true,
    notice: text(body.notice),
    title: text(session.title),
    language,
    status: session.status === "ended" ? "ended" : "live",
    limits: { frameBytes, documentBytes },
  };
}

/** Everybody in the room; entries that make no sense are left out. */
export function parseRoster(json: string): RosterPerson[] | null {
  const people = parseObject(json)?.people;
  if (!Array.isArray(people)) return null;
  const roster: RosterPerson[] = [];
  for (const person of people) {
    if (!isObject(person)) continue;
    const participant = text(person.participant);
    const role = roleOf(person.role);
    if (participant === null || !role) continue;
    const clients = Array.isArray(person.clients)
      ? person.clients.filter((id): id is number => count(id) !== null)
      : [];
    roster.push({ participant, role, name: text(person.name), clients });
  }
  return roster;
}

/** An event that this page knows, or null. */
export function parseEvent(json: string): SessionEvent | null {
  const body = parseObject(json);
  if (body?.type !== "language") return null;
  const language = text(body.language);
  const previous = text(body.previous);
  if (language === null || previous === null) return null;
  return {
    type: "language",
    at: count(body.at) ?? 0,
    participant: text(body.participant),
    name: text(body.name),
    language,
    previous,
  };
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
