// This person's edits that the server has not reported saved, each with its time, so that what was typed while the line
// was down, or half dead, keeps its times in the record. In memory only. Pure: no socket, no clock of its own.
//
// Outstanding says whether work is saved; this says which edits to tell again. Telling an edit twice changes nothing.
import * as Y from "yjs";

/** As many as one `offline` request may announce (docs/protocol.md). */
export const OFFLINE_MAX = 5_000;

interface Edit {
  update: Uint8Array;
  atMs: number;
  /** The counted frame of this connection that carries it; null while none does. */
  frame: number | null;
}

export class TimedEdits {
  #edits: Edit[] = [];
  #sent = 0; // counted frames of this connection

  get isEmpty(): boolean {
    return this.#edits.length === 0;
  }

  /** A frame that the server counts for "saved" went out. */
  frameSent(): void {
    this.#sent += 1;
  }

  /** `isSent`: the frame sent last carries it. */
  made(update: Uint8Array, atMs: number, isSent: boolean): void {
    this.#edits.push({ update, atMs, frame: isSent ? this.#sent : null });
    if (this.#edits.length > OFFLINE_MAX) this.#edits = inPairs(this.#edits);
  }

  /** The server has the first `n` counted frames of this connection on its disk. */
  acknowledged(n: number): void {
    this.#edits = this.#edits.filter(({ frame }) => frame === null || frame > n);
  }

  /** The line is gone, or new: no frame of it carries anything. */
  connectionLost(): void {
    this.#sent = 0;
    for (const edit of this.#edits) edit.frame = null;
  }

  /**
   * Hands over all that no frame carries, oldest first: `announce` with how old each is, then `send` with each, which
   * must lead to `frameSent`. Nothing happens where there is nothing, or where `announce` fails.
   */
  resend(nowMs: number, announce: (agesMs: number[]) => boolean, send: (update: Uint8Array) => boolean): void {
    const edits = this.#edits.filter(({ frame }) => frame === null);
    if (edits.length === 0 || !announce(edits.map(({ atMs }) => Math.max(0, nowMs - atMs)))) return;
    for (const edit of edits) {
      if (!send(edit.update)) return;
      edit.frame = this.#sent;
    }
  }
}

/** Half as many: of very long absences the record knows every second key. */
function inPairs(edits: readonly Edit[]): Edit[] {
  const pairs: Edit[] = [];
  for (let index = 0; index < edits.length; index += 2) {
    const [one, other] = [edits[index], edits[index + 1]];
    if (one && other && one.frame === other.frame) {
      pairs.push({ ...other, update: Y.mergeUpdates([one.update, other.update]) });
    } else pairs.push(...[one, other].filter((edit) => edit !== undefined));
  }
  return pairs;
}
