// Which colour a person's cursor has. Everybody claims one in awareness; of two who claim the same, who came later
// moves, so all pages agree without asking anyone, and nobody changes colour because somebody else came or left.

/**
 * Ten hues in an order in which neighbours differ much. Each reads on the light and on the dark page, carries white text
 * and differs from the others for colour-blind eyes as well (colours.test.ts computes contrasts and distances).
 */
export const HUES = [
  "#2a4efc",
  "#9c5a48",
  "#d206ae",
  "#d22400",
  "#4e6c9c",
  "#367200",
  "#8a60c6",
  "#e4126c",
  "#a800d8",
  "#1e8472",
] as const;

/** Of each hue those that some eye hardly tells from it (colours.test.ts computes them as well). */
const ALIKE = ["268", "34579", "046789", "1579", "126789", "1379", "02489", "123459", "0246", "1234567"];

export interface Claim {
  participant: string;
  hue: number;
  /** When it was made, by the server's clock. */
  sinceMs: number;
  /** Made though others had the hue, since every hue was taken: it gives way to nobody. */
  isShared: boolean;
}

/** The hue of a claimed colour; null for a colour that is none of ours (a stock Yjs client brings its own). */
export function hueOf(color: unknown): number | null {
  const index = HUES.findIndex((hue) => hue === color);
  return index < 0 ? null : index;
}

/**
 * What this person should claim, given everybody's claims, those of the person's own tabs among them. Repeated on every
 * change it settles: of two equal claims the earlier one stays. Tabs of one person share one claim.
 */
export function chooseHue(participant: string, claims: readonly Claim[], nowMs: number, remembered?: number): Claim {
  const others = claims.filter((claim) => claim.participant !== participant);
  const isFree = (hue: number) => others.every((other) => other.hue !== hue);
  const kept = earliest(
    claims.filter(
      (own) =>
        own.participant === participant &&
        (own.isShared || !others.some((other) => other.hue === own.hue && isEarlier(other, own))),
    ),
  );
  if (kept) return kept;
  const preferred = remembered ?? preferredOf(participant);
  const first = earliest(others);
  // Who came first is, mostly, the host: whoever comes later can be told from them.
  const isApart = (hue: number) => isFree(hue) && (hue === remembered || !ALIKE[first?.hue ?? -1]?.includes(`${hue}`));
  const hue = firstFree(preferred, isApart) ?? firstFree(preferred, isFree);
  // Later than all that it knows of, whatever the clocks of two servers say.
  const sinceMs = Math.max(nowMs, ...claims.map((claim) => claim.sinceMs + 1));
  return { participant, hue: hue ?? preferred, sinceMs, isShared: hue === undefined };
}

const firstFree = (preferred: number, isFree: (hue: number) => boolean): number | undefined =>
  HUES.map((_, step) => (preferred + step) % HUES.length).find(isFree);

/** What to draw of those who are here: who has claimed nothing yet gets a hue that nobody else has, if one is left. */
export function shownHues(here: readonly string[], claimed: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const shown = new Map([...claimed].filter(([participant]) => here.includes(participant)));
  for (const participant of here.filter((one) => !shown.has(one))) {
    const taken = [...shown.values()];
    const preferred = preferredOf(participant);
    shown.set(participant, firstFree(preferred, (hue) => !taken.includes(hue)) ?? preferred);
  }
  return shown;
}

/** The one that stays when only one of them can; undefined of none. */
export const earliest = (claims: readonly Claim[]): Claim | undefined =>
  claims.reduce<Claim | undefined>((first, claim) => (first && !isEarlier(claim, first) ? first : claim), undefined);

/** Of claims of one instant every page must find the same one earlier. */
function isEarlier(one: Claim, other: Claim): boolean {
  if (one.sinceMs !== other.sinceMs) return one.sinceMs < other.sinceMs;
  return one.participant === other.participant ? one.hue < other.hue : one.participant < other.participant;
}

/** What somebody claims of whom nothing else is known. */
export const preferredOf = (participant: string): number => hash(participant) % HUES.length;

/** FNV-1a: the same small number for the same text on every page. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
