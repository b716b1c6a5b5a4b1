// How long the tests wait. A deadline is generous and says nothing about speed: what is awaited is exact. On a slow
// machine TEST_PATIENCE=3 makes every deadline three times as long.
const PATIENCE = Number(process.env.TEST_PATIENCE || 1);
if (!(PATIENCE > 0)) throw new Error(`TEST_PATIENCE is a number above 0, not ${process.env.TEST_PATIENCE}`);

/** So many milliseconds on this machine. */
export const patient = (ms: number): number => ms * PATIENCE;

/** For one test: the longest took 170 s while two busy processes shared its two cores. */
export const TEST_MS = patient(600_000);
/**
 * For a condition to become true, or for an action to be possible. A runtime that loads, compiles the first program and
 * starts it takes 15 s of computing in C++ alone.
 */
export const CONDITION_MS = patient(150_000);

/** For the tries inside of `toPass`: the first is short, each is twice as long as the one before, so that one suffices. */
export function longerEachTime(firstMs: number): () => number {
  let nextMs = patient(firstMs) / 2;
  return () => (nextMs *= 2);
}
