// Which colour a person's cursor has. Everybody claims one in awareness; who clashes with an earlier participant id
// moves, so all pages agree without asking anyone, and nobody changes colour because somebody else left.

/**
 * Ten hues in an order in which neighbours differ much. Each reads on the light and on the dark page and carries white
 * text (colours.test.ts computes the contrasts).
 */
export const HUES = [
  "#2f6fd6",
  "#bf4a06",
  "#1c7f3b",
  "#a43fc4",
  "#8a6400",
  "#0b7c86",
  "#d02f4f",
  "#6a5be0",
  "#5a7600",
  "#c2318c",
] as const;

export interface Claim {
  participant: string;
  hue: number | null;
}

/** The hue of a claimed colour; null for a colour that is none of ours (a stock Yjs client brings its own). */
export function hueOf(color: unknown): number | null {
  const index = HUES.findIndex((hue) => hue === color);
  return index < 0 ? null : index;
}

/**
 * The hue that this page should claim, given its present claim and the others'. Repeated on every change it settles:
 * of two equal claims the smaller participant id stays. Tabs of one person share one hue.
 */
export function chooseHue(mine: Claim, others: readonly Claim[]): number {
  const own = others.find((other) => other.participant === mine.participant && other.hue !== null);
  if (own?.hue != null && mine.hue === null) return own.hue;
  const strangers = others.filter((other) => other.participant !== mine.participant && other.hue !== null);
  const taken = new Set(strangers.map((other) => other.hue));
  if (mine.hue !== null) {
    const rivals = strangers.filter((other) => other.hue === mine.hue);
    if (!rivals.some((rival) => rival.participant < mine.participant)) return mine.hue;
    if (taken.size >= HUES.length) return mine.hue;
  }
  const preferred = hash(mine.participant) % HUES.length;
  for (let step = 0; step < HUES.length; step += 1) {
    const hue = (preferred + step) % HUES.length;
    if (!taken.has(hue)) return hue;
  }
  return preferred;
}

/** FNV-1a: the same small number for the same text on every page. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
