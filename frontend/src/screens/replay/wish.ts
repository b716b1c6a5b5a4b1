// The moment that an address asks for.

/** Where to begin: `t` on the clock of the replay, or `at` in milliseconds since 1970. */
export interface Wish {
  kind: "t" | "at";
  ms: number;
}

/** `#t=` in milliseconds of the replay's clock, `#at=` since 1970; null for any other. */
export function wishOf(hash: string): Wish | null {
  const match = /^#(t|at)=(\d{1,16})$/.exec(hash);
  return match ? { kind: match[1] === "at" ? "at" : "t", ms: Number(match[2]) } : null;
}
