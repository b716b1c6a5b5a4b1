// A page of a session's record, as the server answers it and as the player's file holds it (docs/replay.md), parsed at
// the border: what is damaged or unknown is counted and left out, and the rest plays.
import { isObject, roleOf, textOf } from "../sync/json";
import { type Fact, factOf } from "./facts";

export interface RecordedSession {
  title: string | null;
  language: string;
  createdAtMs: number | null;
  status: "live" | "ended";
  endedAtMs: number | null;
}

export type RecordedRole = "host" | "candidate" | "observer";

export interface RecordedPerson {
  participant: string;
  name: string | null;
  role: RecordedRole | null;
  /** Who came before them and was there with them: places among all. */
  met: readonly number[];
}

export interface Entry {
  /** Milliseconds since 1970. */
  atMs: number;
  /** A participant, or empty: the service itself. */
  by: string;
  /** A Yjs update v1 in base64; null where the entry is a fact. */
  update: string | null;
  fact: Fact | null;
}

export type Cursor = string | number;

/** A file of the session, as it was called last. */
export interface RecordedFile {
  root: string;
  path: string;
}

/** What candidates saw of a question. */
export interface RecordedQuestion {
  number: number;
  title: string;
  /** By language of people, where it is called otherwise. */
  titles: Readonly<Record<string, string>>;
  /** Markdown by language of people. */
  statements: Readonly<Record<string, string>>;
  /** The function that its cases call, with its types; null if none is. */
  signature: string | null;
}

export interface Page {
  session: RecordedSession;
  /** None where there never was another than the first. */
  files: RecordedFile[];
  /** On the first page, where any was shown. */
  questions: RecordedQuestion[];
  people: RecordedPerson[];
  entries: Entry[];
  /** Entries of this page that make no sense here. */
  unreadable: number;
  /** What the server could not read, in the whole record. */
  damaged: number;
  /** Where the next page begins; null after the last. */
  next: Cursor | null;
  /** Entries of the whole record. */
  total: number;
}

const msOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;

/** Null where this is no record of a session. */
export function pageOf(body: unknown): Page | null {
  if (!isObject(body) || !isObject(body.session) || !Array.isArray(body.entries)) return null;
  const { session } = body;
  const entries = body.entries.map(entryOf);
  const known = entries.filter((entry) => entry !== null);
  return {
    session: {
      title: textOf(session.title),
      language: textOf(session.language) ?? "",
      createdAtMs: dateOf(session.created_at),
      status: session.status === "ended" ? "ended" : "live",
      endedAtMs: dateOf(session.ended_at),
    },
    files: Array.isArray(body.files) ? body.files.map(fileOf).filter((file) => file !== null) : [],
    questions: Array.isArray(body.questions) ? body.questions.map(questionOf).filter((one) => one !== null) : [],
    people: Array.isArray(body.people) ? body.people.map(personOf).filter((person) => person !== null) : [],
    entries: known,
    unreadable: entries.length - known.length,
    damaged: msOf(body.damaged) ?? 0,
    next: typeof body.next === "string" || typeof body.next === "number" ? body.next : null,
    total: msOf(body.total) ?? known.length,
  };
}

function fileOf(value: unknown): RecordedFile | null {
  if (!isObject(value)) return null;
  const [root, path] = [textOf(value.root), textOf(value.path)];
  return root === null || path === null ? null : { root, path };
}

function questionOf(value: unknown): RecordedQuestion | null {
  if (!isObject(value) || !isObject(value.statements)) return null;
  const [number, title] = [msOf(value.number), textOf(value.title)];
  if (number === null || title === null) return null;
  const [titles, statements] = [textsOf(value.titles), textsOf(value.statements)];
  return { number, title, titles, statements, signature: signatureOf(value.function) };
}

function textsOf(value: unknown): Record<string, string> {
  const all = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(all.filter((pair): pair is [string, string] => textOf(pair[1]) !== null));
}

function signatureOf(value: unknown): string | null {
  const typed = (one: unknown, name: unknown, before: string): string | null => {
    const [called, type] = [textOf(name), isObject(one) ? textOf(one.type) : textOf(one)];
    return called === null ? null : type === null || type === "json" ? called : `${called}${before} ${type}`;
  };
  if (!isObject(value) || !Array.isArray(value.parameters)) return null;
  const parameters = value.parameters.map((one) => (isObject(one) ? typed(one, one.name, ":") : null));
  const name = textOf(value.name);
  return name === null ? null : typed(value.returns, `${name}(${parameters.filter(Boolean).join(", ")})`, " →");
}

/** Of a record that does not say whom they met, as that of the sample: all before them. */
function personOf(value: unknown, at: number): RecordedPerson | null {
  if (!isObject(value)) return null;
  const participant = textOf(value.participant);
  if (participant === null) return null;
  const met = Array.isArray(value.met) ? value.met : [...Array(at).keys()];
  return {
    participant,
    name: textOf(value.name),
    role: roleOf(value.role),
    met: met.filter((place) => typeof place === "number"),
  };
}

function entryOf(value: unknown): Entry | null {
  if (!isObject(value)) return null;
  const atMs = msOf(value.at);
  if (atMs === null) return null;
  const by = textOf(value.by) ?? "";
  const update = textOf(value.update);
  if (update !== null) return { atMs, by, update, fact: null };
  const fact = isObject(value.event) ? factOf(value.event, atMs, by) : null;
  return fact && { atMs, by, update: null, fact };
}

/** The server writes dates as ISO 8601, and may write milliseconds. */
function dateOf(value: unknown): number | null {
  const ms = typeof value === "string" ? Date.parse(value) : value;
  return msOf(ms);
}
