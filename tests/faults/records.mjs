// What the scripts of this folder have in common: real Yjs, chance that can be repeated, and how they tell their tests.
import { createRequire } from "node:module";

export const Y = createRequire(new URL("../../frontend/package.json", import.meta.url))("yjs");

/** The same whole numbers below what is asked, for the same seed: mulberry32. */
export function seeded(seed) {
  let state = Number(seed) >>> 0 || 1;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A record of a kind (one byte), a length (four bytes, little-endian) and data. */
export function write(kind, data) {
  const head = Buffer.alloc(5);
  head.write(kind, 0, "latin1");
  head.writeUInt32LE(data.length, 1);
  process.stdout.write(Buffer.concat([head, data]));
}
