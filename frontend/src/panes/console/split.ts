// How large the console is, beside the editor or under it: a share of both, remembered by this browser.

export type Side = "beside" | "under";

export const SMALLEST = 15;
export const LARGEST = 80;
const DEFAULTS: Record<Side, number> = { beside: 42, under: 36 };
const KEY = "codesala.console";

export const bounded = (percent: number): number => Math.round(Math.min(LARGEST, Math.max(SMALLEST, percent)));

export function rememberedShare(side: Side): number {
  try {
    const known = Number(localStorage.getItem(`${KEY}.${side}`) ?? NaN);
    return Number.isFinite(known) ? bounded(known) : DEFAULTS[side];
  } catch {
    return DEFAULTS[side];
  }
}

export function rememberShare(side: Side, percent: number): void {
  try {
    localStorage.setItem(`${KEY}.${side}`, String(percent));
  } catch {
    // as large as usual the next time
  }
}

export const defaultShare = (side: Side): number => DEFAULTS[side];
