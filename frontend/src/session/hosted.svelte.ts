// What this browser holds of a session that it hosts: its links, and the title that was just typed.
import { local, personal } from "../app/personal.svelte";
import type { OwnSession } from "../app/local";
import type { RoomModel } from "./room.svelte";

/** Between two attempts to send a title that got no answer: at first, and at most. */
const RETRY_MS = 3_000;
const LAST_RETRY_MS = 48_000;

export class Hosted {
  /** Null where this browser does not know it. */
  observerUrl = $state<string | null>(null);
  /** What this host just typed, until the room says it. */
  title = $state<string | null>(null);
  #isSending = false;
  /** The card with the links was shown once. */
  hasInvited = false;

  constructor(
    readonly model: RoomModel,
    own: OwnSession | null,
  ) {
    this.observerUrl = own?.observerUrl ?? null;
  }

  /** This host replaced the link for hosts: the room goes on by the new one. */
  hostLinkMade(token: string): void {
    const { own } = this.model.entry;
    if (!own) return;
    local.amend(own.roomId, { hostToken: token });
    this.#goOnBy(token, own);
  }

  /** Another tab of this browser may have replaced it. */
  lookAgain = (): void => {
    const { own } = this.model.entry;
    const known = own && local.session(own.roomId);
    if (known && known.hostToken !== own.hostToken) this.#goOnBy(known.hostToken, own);
  };

  #goOnBy(token: string, own: OwnSession): void {
    this.model.entry = { ...this.model.entry, token, own: { ...own, hostToken: token } };
    this.model.room?.moveTo(token);
  }

  observerLinkMade(url: string): void {
    const { own } = this.model.entry;
    if (own) local.amend(own.roomId, { observerUrl: url });
    this.observerUrl = url;
  }

  /** Sent one at a time, the newest last, until the server answers or the room is left. */
  async retitle(title: string): Promise<void> {
    if (!this.model.entry.own || title === (this.model.title ?? "")) return;
    this.title = title;
    if (this.#isSending) return;
    this.#isSending = true;
    let waitMs = RETRY_MS;
    while (!this.model.isDisposed && (await this.#isToBeSent(waitMs))) waitMs = Math.min(2 * waitMs, LAST_RETRY_MS);
    this.#isSending = false;
  }

  /** Sends the title; true while there is one that the server has not judged. */
  async #isToBeSent(waitMs: number): Promise<boolean> {
    const { title } = this;
    const { api, entry } = this.model; // the link may be another by now
    if (!entry.own || title === null) return false;
    const outcome = await api.retitle(entry.own.sessionId, entry.own.hostToken, local.key(), title || null);
    if (outcome.kind === "unreachable" || outcome.kind === "too-many") {
      const ms = outcome.kind === "too-many" ? outcome.retryAfterS * 1000 : waitMs;
      await new Promise((done) => setTimeout(done, ms));
      return true;
    }
    if (outcome.kind !== "done") {
      const detail = outcome.kind === "refused" ? outcome.detail : null;
      this.model.tell(detail || personal.words.room.retitleFailed, true);
    }
    if (this.title !== title) return true;
    this.title = null;
    return false;
  }

  /** The start page lists the sessions of this browser by their titles. */
  rememberTitle(title: string | null): void {
    const { own } = this.model.entry;
    if (own) local.amend(own.roomId, { title });
  }
}
