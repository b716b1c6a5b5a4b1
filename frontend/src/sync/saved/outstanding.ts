// Which of this browser's edits the server has not reported saved. Pure: no socket, no clock of its own.
//
// Safety: `pendingSinceMs` is null only if every local edit went out in a frame of the current connection and the
// server reported that frame on disk. Remote edits never count.

export class Outstanding {
  #sent = 0; // counted frames sent on this connection
  #saved = 0; // the server's answer: the first n of them are on disk
  #needed = 0; // the last of them that carries a local edit
  #isUnsent = false; // there are local edits that no frame of this connection carries
  #sinceMs: number | null = null;

  /** Since when there has been unsaved work, without a break; null if all is on disk. */
  get pendingSinceMs(): number | null {
    return this.#sinceMs;
  }

  /** A new connection: the server counts from 0, and what it had not acknowledged has to be sent again. */
  connectionOpened(nowMs: number): void {
    this.connectionLost(nowMs);
  }

  connectionLost(nowMs: number): void {
    if (this.#saved < this.#needed) this.#isUnsent = true;
    this.#sent = this.#saved = this.#needed = 0;
    this.#update(nowMs);
  }

  /** A SyncStep2 was sent: it holds everything that the document knows and the server lacks. */
  step2Sent(nowMs: number): void {
    this.#sent += 1;
    if (this.#isUnsent) this.#needed = this.#sent;
    this.#isUnsent = false;
    this.#update(nowMs);
  }

  /** An Update was sent. Whether it holds a local edit is told by `edited`. */
  updateSent(): void {
    this.#sent += 1;
  }

  /** The document has a new local edit; `isSent`: its Update is the frame sent last. */
  edited(isSent: boolean, nowMs: number): void {
    if (isSent) this.#needed = this.#sent;
    else this.#isUnsent = true;
    this.#update(nowMs);
  }

  /** The server's frame 100. A number that was never sent acknowledges no more than what was. */
  acknowledged(n: number, nowMs: number): void {
    this.#saved = Math.max(this.#saved, Math.min(n, this.#sent));
    this.#update(nowMs);
  }

  #update(nowMs: number): void {
    const isPending = this.#isUnsent || this.#saved < this.#needed;
    this.#sinceMs = isPending ? (this.#sinceMs ?? nowMs) : null;
  }
}
