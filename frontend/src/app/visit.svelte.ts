// Where this tab is: from an address to a screen, with the server's word on the link in between.
import type { Api, Link, NewSession, Outcome } from "../api/client";
import { type Place, placeOf, roomAddress, roomIdOf, sharedAddress } from "./links";
import type { Local, OwnSession } from "./local";

/** What a room needs to open: the link that was followed, and what the server said of it. */
export interface Entry {
  token: string;
  link: Link;
  /** The link for candidates; null for observers, who cannot invite. */
  shareUrl: string | null;
  own: OwnSession | null;
  /** Created a moment ago in this tab: the link wants to be sent. */
  isNew: boolean;
}

/** What opens a replay: a host's token, or that of a link to it. */
export interface ReplayAccess {
  token: string;
  own: OwnSession | null;
}

/** `createdAt`: of the session, ISO; empty where this browser may not see the report. */
export interface ReportScreen {
  kind: "report";
  access: ReplayAccess | null;
  createdAt: string;
  withNotes: boolean;
}

export type Screen =
  | { kind: "home" }
  | { kind: "sample" }
  /** `isRoom`: unless the link is dead, a room comes next; `asksName`: but for this person's name. */
  | { kind: "loading"; isRoom: boolean; asksName: boolean }
  | { kind: "join"; entry: Entry }
  | { kind: "room"; entry: Entry }
  | { kind: "ended"; entry: Entry }
  /** `access` is null where this browser may not see it: it hosts no such session. */
  | { kind: "replay"; access: ReplayAccess | null }
  | ReportScreen
  | { kind: "dead" }
  | { kind: "unreachable" }
  | { kind: "too-many"; retryAtMs: number };

export type CreateState = { kind: "idle" } | { kind: "creating" } | { kind: "failed"; because: Failure };
export type Failure = "unreachable" | "too-many" | "refused";

/** The state of the browser's history in a library: from one of its pages to another nothing is opened anew. */
export const IN_LIBRARY = "library";

export class Visit {
  screen = $state.raw<Screen>({ kind: "loading", isRoom: false, asksName: false });
  creation = $state.raw<CreateState>({ kind: "idle" });

  #address = ""; // without what comes after #
  #visits = 0; // answers of an address that was left meanwhile are dropped

  constructor(
    readonly api: Api,
    readonly local: Local,
    readonly base: string,
    readonly keepForGood: () => void,
    /** False if the person would rather stay. */
    readonly mayLeave: () => boolean,
  ) {}

  /** Shows what belongs to the address bar. `asks`: the browser went there by itself, not the page on somebody's word. */
  async open(asks = false): Promise<void> {
    const place = placeOf(location.href, this.base);
    const address = location.href.split("#")[0] ?? "";
    // A replay is where it was: the part after # is its own.
    if (this.screen.kind === "replay" && address === this.#address) return;
    if (this.screen.kind === "dead" && history.state === IN_LIBRARY) return;
    if (asks && this.screen.kind === "room" && !this.mayLeave()) {
      history.pushState(null, "", this.#address);
      return;
    }
    this.#address = address;
    const visit = ++this.#visits;
    const isRoom = ["room", "observe", "host"].includes(place.kind);
    if (this.screen.kind !== "unreachable" && this.screen.kind !== "too-many")
      this.screen = { kind: "loading", isRoom, asksName: this.#asksName(place) };
    const screen = await this.#screenOf(place);
    if (visit !== this.#visits) return;
    const own = "entry" in screen ? screen.entry.own : null;
    if (own) history.replaceState(null, "", (this.#address = roomAddress(own.roomId, this.base))); // without its power
    this.screen = screen;
  }

  /** Creates a session; this browser is its host, and in it at once. */
  async create(): Promise<void> {
    this.creation = { kind: "creating" };
    const language = this.local.preferred();
    let outcome = await this.api.createSession(
      language === null ? {} : { language: language as NewSession["language"] },
    );
    // A server of another version may not know it.
    if (outcome.kind === "refused" && language !== null) outcome = await this.api.createSession({});
    if (outcome.kind !== "done") {
      const because = outcome.kind === "not-found" ? "unreachable" : outcome.kind;
      this.creation = { kind: "failed", because };
      return;
    }
    const created = outcome.value;
    const own: OwnSession = {
      roomId: created.room_id ?? created.session_id,
      sessionId: created.session_id,
      hostToken: created.host_token,
      title: created.title,
      createdAt: created.created_at,
      observerUrl: created.observer_url,
      replayUrl: null,
      endedAt: null,
    };
    this.#remember(own);
    this.creation = { kind: "idle" };
    history.pushState(null, "", (this.#address = roomAddress(own.roomId, this.base)));
    const link: Link = {
      role: "host",
      title: created.title,
      language: created.language,
      status: "live",
      can_write: true,
      websocket_path: "",
      share_url: created.share_url,
      session_id: created.session_id,
      created_at: created.created_at,
      ended_at: null,
      shares_code: created.shares_code,
      has_lobby: false,
      retention_days: created.retention_days,
    };
    this.#visits += 1;
    this.screen = { kind: "room", entry: this.#entry(own.hostToken, link, own, true) };
  }

  /** The name was given, or left out. */
  join(entry: Entry): void {
    markJoined(entry.token);
    this.screen = { kind: "room", entry };
  }

  #asksName(place: Place): boolean {
    if (place.kind === "observe") return !hasJoined(place.token);
    return place.kind === "room" && !hasJoined(place.roomId) && !this.local.session(place.roomId);
  }

  async #screenOf(place: Place): Promise<Screen> {
    switch (place.kind) {
      case "home":
      case "sample":
        return { kind: place.kind };
      case "unknown":
        return { kind: "dead" };
      case "observe":
      case "host":
      case "shared-report":
        return this.#follow(place.token, null);
      case "replay": {
        const own = this.local.session(place.roomId);
        return { kind: "replay", access: own && { token: own.hostToken, own } };
      }
      case "report": {
        const own = this.local.session(place.roomId);
        const access = own && { token: own.hostToken, own };
        return { kind: "report", access, createdAt: own?.createdAt ?? "", withNotes: place.withNotes };
      }
      case "shared-replay":
        return { kind: "replay", access: { token: place.token, own: null } };
      case "room": {
        const own = this.local.session(place.roomId);
        if (!own) return this.#follow(place.roomId, null);
        const screen = await this.#follow(own.hostToken, own);
        // A host link that was withdrawn is no reason to keep this person out of the room.
        return screen.kind === "dead" ? this.#follow(place.roomId, null) : screen;
      }
    }
  }

  async #follow(token: string, known: OwnSession | null): Promise<Screen> {
    const outcome = await this.api.link(token);
    if (outcome.kind !== "done") return failed(outcome);
    const link = outcome.value;
    const own = link.role === "host" ? this.#becomeHost(token, link, known) : null;
    const entry = this.#entry(token, link, own, false);
    if (link.role === "replay") return { kind: "replay", access: { token, own: null } };
    if (link.role === "report")
      return { kind: "report", access: { token, own: null }, createdAt: link.created_at, withNotes: false };
    if (link.status === "ended") return { kind: "ended", entry };
    return own || hasJoined(token) ? { kind: "room", entry } : { kind: "join", entry };
  }

  /** Keeps the host's power in this browser. */
  #becomeHost(token: string, link: Link, known: OwnSession | null): OwnSession | null {
    if (!link.session_id) return null;
    // Without a link for candidates the session's own id serves as an address: it opens nothing in other browsers.
    const roomId = known?.roomId ?? (link.share_url && roomIdOf(link.share_url)) ?? link.session_id;
    const own: OwnSession = {
      roomId,
      sessionId: link.session_id,
      hostToken: token,
      title: link.title,
      createdAt: link.created_at,
      observerUrl: known?.observerUrl ?? null,
      replayUrl: known?.replayUrl ?? null,
      endedAt: link.ended_at,
    };
    this.#remember(own);
    return own;
  }

  /** A host's power is in this browser alone: it is asked not to clear it away when space is short. */
  #remember(own: OwnSession): void {
    this.local.remember(own);
    this.keepForGood();
  }

  #entry(token: string, link: Link, own: OwnSession | null, isNew: boolean): Entry {
    return { token, link, own, isNew, shareUrl: link.share_url ? sharedAddress(link.share_url, this.base) : null };
  }
}

function failed(outcome: Exclude<Outcome<Link>, { kind: "done" }>): Screen {
  switch (outcome.kind) {
    case "not-found":
    case "refused": // a token that the server cannot even read
      return { kind: "dead" };
    case "too-many":
      return { kind: "too-many", retryAtMs: Date.now() + outcome.retryAfterS * 1000 };
    case "unreachable":
      return { kind: "unreachable" };
  }
}

// Who joined in this tab is not asked again when it reloads.
const JOINED = "codesala.joined";

function hasJoined(token: string): boolean {
  try {
    return sessionStorage.getItem(JOINED) === token;
  } catch {
    return false;
  }
}

function markJoined(token: string): void {
  try {
    sessionStorage.setItem(JOINED, token);
  } catch {
    // asked again after a reload
  }
}
