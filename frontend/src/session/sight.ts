// How long this page was out of its person's sight: in another tab, behind another window, or minimised.
import { steadyMs } from "../sync/clock";

/** Shorter absences are nothing: a click on the address bar is one. */
const AWAY_MIN_MS = 1_000;
/** From now on hosts see it live. Longer, so that its end is always told. */
const LEFT_AFTER_MS = 2 * AWAY_MIN_MS;
/** No longer than the server believes (docs/protocol.md). */
const AWAY_MAX_MS = 7 * 86_400_000;
/** What counts for a paste: the time just before it. */
const PASTE_WINDOW_MS = 10_000;

/** Pure: takes the time, and whether the page is seen now. */
export class Sight {
  #leftAtMs: number | null = null;
  #absences: { fromMs: number; toMs: number }[] = [];

  /** Returns how long an absence was that ends now, if it was one. */
  look(isSeen: boolean, nowMs: number): number | null {
    if (!isSeen) {
      this.#leftAtMs ??= nowMs;
      return null;
    }
    if (this.#leftAtMs === null) return null;
    const fromMs = this.#leftAtMs;
    this.#leftAtMs = null;
    if (nowMs - fromMs < AWAY_MIN_MS) return null;
    this.#absences = [...this.#absences, { fromMs, toMs: nowMs }].filter(({ toMs }) => nowMs - toMs < PASTE_WINDOW_MS);
    return Math.min(nowMs - fromMs, AWAY_MAX_MS);
  }

  /** How much of the last ten seconds the page was out of sight. */
  lastAwayMs(nowMs: number): number {
    const startMs = nowMs - PASTE_WINDOW_MS;
    return this.#absences.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, toMs - Math.max(fromMs, startMs)), 0);
  }
}

/** `left` is called while an absence goes on, `returned` with its length after each. */
export function watchSight(
  left: () => void,
  returned: (durationMs: number) => void,
): { lastAwayMs(): number; dispose(): void } {
  const sight = new Sight();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasLeft = false;
  const leave = () => {
    hasLeft = true;
    left();
  };
  const look = () => {
    const isSeen = document.visibilityState === "visible" && document.hasFocus();
    if (isSeen) clearTimeout(timer);
    timer = isSeen ? undefined : (timer ?? setTimeout(leave, LEFT_AFTER_MS));
    const durationMs = sight.look(isSeen, steadyMs()) ?? (isSeen && hasLeft ? LEFT_AFTER_MS : null);
    if (durationMs === null) return;
    hasLeft = false;
    returned(durationMs);
  };
  look();
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  window.addEventListener("blur", look);
  return {
    lastAwayMs: () => sight.lastAwayMs(steadyMs()),
    dispose: () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", look);
    },
  };
}
