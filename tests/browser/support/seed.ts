// Random draws that can be drawn again: all come from TEST_SEED, which the runner's last lines name.

/** The config has made one where none was given. */
export const seed = (): number => Number(process.env.TEST_SEED);

/** Whole numbers from 0 up to, and without, `below`; the same for the same seed and name, whatever runs beside. */
export function drawsFor(name: string): (below: number) => number {
  let state = seed();
  for (const letter of name) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193);
  // mulberry32
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
