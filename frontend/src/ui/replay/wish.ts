// The moment that an address asks for.
import type { Wish } from "./replay.svelte";

/** `#t=` in milliseconds of the replay's clock, `#at=` since 1970; null for any other. */
export function wishOf(hash: string): Wish | null {
  const match = /^#(t|at)=(\d{1,16})$/.exec(hash);
  return match ? { kind: match[1] === "at" ? "at" : "t", ms: Number(match[2]) } : null;
}
