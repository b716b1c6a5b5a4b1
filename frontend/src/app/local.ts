// What this browser remembers: who it is, the sessions that it hosts, and personal settings. Nothing here is shared.

export interface OwnSession {
  roomId: string;
  sessionId: string;
  hostToken: string;
  title: string | null;
  createdAt: string;
  /** Only the browser that made the link knows it; so with those of replay and report. */
  observerUrl: string | null;
  replayUrl: string | null;
  reportUrl?: string | null;
  /** As far as this browser has heard. */
  endedAt: string | null;
}

export interface Settings {
  fontSizePx: number;
  wrapsLines: boolean;
  hidesCursors: boolean;
  language: "en" | "es" | null;
}

export const FONT_SIZES_PX = [12, 13, 14, 15, 16, 18, 20, 24] as const;
const DEFAULTS: Settings = { fontSizePx: 14, wrapsLines: false, hidesCursors: false, language: null };
export const SESSIONS_MAX = 200;

export type Store = Pick<Storage, "getItem" | "setItem">;
export type Local = ReturnType<typeof openLocal>;

const SHARED = "codesala.shared";

/**
 * A store that refuses (private windows, quotas) is worse than none only if it breaks the page: it must not.
 * `ofTab` is what ends with the tab, and takes all where a person says that the computer is shared.
 */
export function openLocal(lasting: Store | null, ofTab: Store | null = null) {
  const memory = new Map<string, string>();
  let isShared = attempt(() => ofTab?.getItem(SHARED) === "yes") ?? false;
  let store = isShared ? ofTab : lasting;
  const read = (key: string): unknown => {
    try {
      const json = memory.get(key) ?? store?.getItem(`codesala.${key}`) ?? null;
      return json === null ? null : (JSON.parse(json) as unknown);
    } catch {
      return null;
    }
  };
  const write = (key: string, value: unknown): void => {
    const json = JSON.stringify(value);
    try {
      if (!store) throw new Error("no store");
      store.setItem(`codesala.${key}`, json);
      memory.delete(key);
    } catch {
      memory.set(key, json);
    }
  };
  const sessions = (): OwnSession[] => {
    const list = read("sessions");
    return Array.isArray(list) ? list.filter(isOwnSession).map(withDefaults) : [];
  };
  const lost = (): number => Number(read("lost")) || 0;

  return {
    /** Nothing of the person outlasts this tab. */
    get isShared(): boolean {
      return isShared;
    },
    /** From now on; and the last person's name is offered to nobody any more. */
    share(): void {
      write("name", null);
      const settings = read("settings");
      memory.clear();
      isShared = true;
      store = ofTab;
      attempt(() => {
        ofTab?.setItem(SHARED, "yes");
      });
      write("settings", settings);
    },
    /** The random secret of this browser, 32 hex digits, the same on every visit. */
    key(): string {
      const known = read("key");
      if (typeof known === "string" && /^[0-9a-f]{32}$/.test(known)) return known;
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      const key = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      write("key", key);
      return key;
    },
    name(): string | null {
      const name = read("name");
      return typeof name === "string" ? cleanName(name) : null;
    },
    rename(name: string | null): void {
      write("name", name);
    },
    /** The colour that this person has in a session: the participant id is of one session. */
    hueOf(participant: string): number | undefined {
      const kept = attempt(() => ofTab?.getItem(`codesala.hue.${participant}`)) ?? "";
      return /^\d$/.test(kept) ? Number(kept) : undefined;
    },
    keepHue(participant: string, hue: number): void {
      attempt(() => ofTab?.setItem(`codesala.hue.${participant}`, String(hue)));
    },
    /** The programming language that this person's sessions begin in: what they last chose as a host. */
    preferred(): string | null {
      const language = read("preferred");
      return typeof language === "string" ? language : null;
    },
    prefer(language: string): void {
      write("preferred", language);
    },
    /** Newest first. */
    sessions,
    session: (roomId: string): OwnSession | null => sessions().find((one) => one.roomId === roomId) ?? null,
    /** Adds a session, or changes the one that is known; links that only this browser knows stay. */
    remember(session: OwnSession): void {
      const known = sessions();
      const index = known.findIndex((one) => one.roomId === session.roomId);
      const { observerUrl = null, replayUrl = null } = known[index] ?? {};
      if (index < 0) known.unshift(session);
      else {
        known[index] = {
          ...known[index],
          ...session,
          observerUrl: session.observerUrl ?? observerUrl,
          replayUrl: session.replayUrl ?? replayUrl,
        };
      }
      while (known.length > SESSIONS_MAX) {
        const ended = known.filter((one) => one.endedAt !== null).at(-1);
        if (!ended) write("lost", lost() + 1);
        known.splice(ended ? known.indexOf(ended) : -1, 1);
      }
      write("sessions", known);
    },
    /** How many sessions that had not ended did not fit any more: this browser is no longer their host. */
    lost,
    /** Changes what is known of a session, if it is. */
    amend(roomId: string, change: Partial<OwnSession>): void {
      write(
        "sessions",
        sessions().map((one) => (one.roomId === roomId ? { ...one, ...change } : one)),
      );
    },
    /** The session lives on; this browser is no longer its host. */
    forget(roomId: string): void {
      write(
        "sessions",
        sessions().filter((one) => one.roomId !== roomId),
      );
    },
    settings(): Settings {
      const known = read("settings");
      const given: Partial<Record<keyof Settings, unknown>> = typeof known === "object" && known !== null ? known : {};
      return {
        fontSizePx: FONT_SIZES_PX.find((size) => size === given.fontSizePx) ?? DEFAULTS.fontSizePx,
        wrapsLines: given.wrapsLines === true,
        hidesCursors: given.hidesCursors === true,
        language: given.language === "en" || given.language === "es" ? given.language : null,
      };
    },
    changeSettings(settings: Settings): void {
      write("settings", settings);
    },
  };
}

/** Null where the browser refuses. */
function attempt<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

/** What no name has, but for joiners between two characters: those are letters of Persian, of Hindi and of emoji. */
const UNWANTED = /(?!(?<=[^\p{Cc}\p{Cf}\s])[\u200c\u200d](?=[^\p{Cc}\p{Cf}\s]))[\p{Cc}\p{Cf}\s]/gu;

/** Of a person, as rooms show it (backend/codesala/rooms/people.py). */
export const NAME_MAX = 40;

/** A name as the room takes it: no controls or runs of spaces, and not too long; null if nothing is left. */
export function cleanName(name: string): string | null {
  const clean = name.replace(UNWANTED, " ").replace(/ +/g, " ").trim();
  return [...clean].slice(0, NAME_MAX).join("") || null;
}

function isOwnSession(value: unknown): value is OwnSession {
  if (typeof value !== "object" || value === null) return false;
  const one = value as Record<string, unknown>;
  return ["roomId", "sessionId", "hostToken", "createdAt"].every((key) => typeof one[key] === "string");
}

/** What this browser wrote before there was more to remember lacks the newer fields. */
function withDefaults(session: OwnSession): OwnSession {
  return { ...session, replayUrl: session.replayUrl ?? null, endedAt: session.endedAt ?? null };
}
