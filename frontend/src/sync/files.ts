// The files of a session beside its main one: which there are, their texts, and the requests that change them. Each text
// is a root of the one document, so that copies, "Saved" and clocks are those of the whole. Loaded with a second file.
import * as Y from "yjs";

import { type Json, textOf } from "./json";

export interface SessionFile {
  id: string;
  path: string;
  root: string;
}

/** The session's own file: its root was there before there were others. */
export const MAIN = "main";

/** As the state tells of them, main first; entries that make no sense are left out. */
export function filesOf(listed: readonly Json[]): SessionFile[] {
  const files: SessionFile[] = [];
  for (const { id, path, root } of listed) {
    if (typeof id === "string" && typeof path === "string" && typeof root === "string") files.push({ id, path, root });
  }
  return files;
}

export type FileChange = "created" | "renamed" | "deleted" | "restored";

export interface FileEvent {
  change: FileChange;
  file: string;
  path: string;
  participant: string | null;
  name: string | null;
}

export function parseFileEvent(body: Json): FileEvent | null {
  const change = String(body.type).replace(/^file\./, "");
  const [file, path] = [textOf(body.file), textOf(body.path)];
  if (file === null || path === null || !isChange(change)) return null;
  return { change, file, path, participant: textOf(body.participant), name: textOf(body.name) };
}

const isChange = (change: string): change is FileChange =>
  ["created", "renamed", "deleted", "restored"].includes(change);

/** `down`: the line is, or went before there was an answer. `message`: the server's own sentence, in English. */
export type Answer =
  { kind: "done"; file: string } | { kind: "refused"; reason: string; message: string | null } | { kind: "down" };

type Request =
  | { type: "file.create"; path: string }
  | { type: "file.rename"; file: string; path: string }
  | { type: "file.delete" | "file.restore"; file: string };

const DOES: Readonly<Record<Request["type"], FileChange>> = {
  "file.create": "created",
  "file.rename": "renamed",
  "file.delete": "deleted",
  "file.restore": "restored",
};

/** Asks for changes, and finds out which of the answers belongs to which. */
export class FileRequests {
  readonly #asked = new Map<string, { request: Request; answer: (answer: Answer) => void }>();
  #count = 0;

  /** `send` returns false while the line is down; `you` is this person's participant id. */
  constructor(
    readonly send: (request: Request & { nonce: string }) => boolean,
    readonly you: () => string | null,
  ) {}

  ask(request: Request): Promise<Answer> {
    const nonce = `${Date.now().toString(36)}.${++this.#count}`;
    return new Promise((answer) => {
      this.#asked.set(nonce, { request, answer });
      if (!this.send({ ...request, nonce })) this.#answer(nonce, { kind: "down" });
    });
  }

  heard(body: Json): void {
    const told = textOf(body.nonce);
    if (body.type === "file.refused") {
      if (told !== null)
        this.#answer(told, { kind: "refused", reason: textOf(body.reason) ?? "", message: textOf(body.message) });
      return;
    }
    const event = parseFileEvent(body);
    if (!event) return;
    const nonce = told ?? (event.participant === this.you() ? this.#nonceOf(event) : null);
    if (nonce !== null) this.#answer(nonce, { kind: "done", file: event.file });
  }

  /** What was asked on this line is answered on no other. */
  lineLost(): void {
    for (const nonce of [...this.#asked.keys()]) this.#answer(nonce, { kind: "down" });
  }

  #nonceOf({ change, file, path }: FileEvent): string | null {
    for (const [nonce, { request }] of this.#asked) {
      const isSame = request.type === "file.create" ? request.path.normalize() === path : request.file === file;
      if (DOES[request.type] === change && isSame) return nonce;
    }
    return null;
  }

  #answer(nonce: string, answer: Answer): void {
    this.#asked.get(nonce)?.answer(answer);
    this.#asked.delete(nonce);
  }
}

/** The texts of files, and how large they are. */
export class Texts {
  /** Bytes by root, of texts that have not changed since. */
  readonly #bytes = new Map<string, number>();
  readonly #texts = new Map<string, Y.Text>();

  /** `bytesIn`: of a string, in UTF-8. */
  constructor(
    readonly doc: Y.Doc,
    readonly bytesIn: (text: string) => number,
  ) {}

  of(root: string): Y.Text {
    let text = this.#texts.get(root);
    if (!text) {
      text = this.doc.getText(root);
      text.observe(() => this.#bytes.delete(root));
      this.#texts.set(root, text);
    }
    return text;
  }

  /** In UTF-8, of all these roots together. */
  bytes(roots: readonly string[]): number {
    return roots.reduce((sum, root) => sum + this.#bytesOf(root), 0);
  }

  #bytesOf(root: string): number {
    const text = this.of(root);
    const bytes = this.#bytes.get(root) ?? this.bytesIn(text.toString());
    this.#bytes.set(root, bytes);
    return bytes;
  }
}

/** What one message may carry besides the text. */
const OVERHEAD_BYTES = 4_096;

/** In place of what stands there, by as many changes as messages are needed. */
export function replaceText(text: Y.Text, content: string, frameBytes: number): void {
  const units = Math.max(1, Math.floor((frameBytes - OVERHEAD_BYTES) / 3)); // no character takes more for each unit
  if (text.length > 0) text.delete(0, text.length);
  for (let from = 0; from < content.length;) {
    let to = Math.min(content.length, from + units);
    // Never between the halves of a pair: each would be sent as a character that is none.
    if (to < content.length && /[\uD800-\uDBFF]/.test(content.charAt(to - 1)) && to - from > 1) to -= 1;
    text.insert(from, content.slice(from, to));
    from = to;
  }
}
