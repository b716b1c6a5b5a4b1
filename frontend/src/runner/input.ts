// A line of input on its way to a program that stands still waiting for it: one piece of shared memory, both ends of it.
// Safety: the frame writes only between a request and its answer; the worker reads only after the answer.

const STATE = 0; // index of the word that both ends watch
const LENGTH = 1;
const INTERRUPT = 2; // the byte that Pyodide watches is the first of this word
const INTERRUPTED = INTERRUPT * 4 + 1; // a byte that nobody takes back during a run
const HEADER_BYTES = 16;
const LINE_BYTES = 2 ** 20; // longer lines are cut

const WAITING = 1;
const ANSWERED = 2;
const ENDED = 3;
const CANCELLED = 4;

/** SIGINT: what Pyodide expects to find in its buffer. */
const SIGINT = 2;

export function makeShared(): SharedArrayBuffer | null {
  return typeof SharedArrayBuffer === "undefined" || !globalThis.crossOriginIsolated
    ? null
    : new SharedArrayBuffer(HEADER_BYTES + LINE_BYTES);
}

export function interruptBuffer(shared: SharedArrayBuffer): Uint8Array {
  return new Uint8Array(shared, INTERRUPT * 4, 1);
}

/** In the frame: answers the request that the worker waits for. */
export function answer(shared: SharedArrayBuffer, line: string | null): void {
  const words = new Int32Array(shared, 0, 4);
  if (line !== null) {
    const bytes = new Uint8Array(Math.min(LINE_BYTES, line.length * 3)); // most a UTF-16 unit needs
    const { written } = new TextEncoder().encodeInto(line, bytes);
    new Uint8Array(shared, HEADER_BYTES).set(bytes);
    Atomics.store(words, LENGTH, written);
  }
  Atomics.store(words, STATE, line === null ? ENDED : ANSWERED);
  Atomics.notify(words, STATE);
}

/** In the frame: a signal for the interpreter, which also wakes it if it waits for input. */
export function interrupt(shared: SharedArrayBuffer): void {
  const words = new Int32Array(shared, 0, 4);
  interruptBuffer(shared)[0] = SIGINT;
  new Uint8Array(shared)[INTERRUPTED] = 1;
  Atomics.compareExchange(words, STATE, WAITING, CANCELLED);
  Atomics.notify(words, STATE);
}

/** In the worker: it was told to end, whatever the interpreter made of the signal. */
export function isInterrupted(shared: SharedArrayBuffer): boolean {
  return new Uint8Array(shared)[INTERRUPTED] === 1;
}

/** In the worker, before each run: no signal and no answer is left over. */
export function clear(shared: SharedArrayBuffer): void {
  const words = new Int32Array(shared, 0, 4);
  words[INTERRUPT] = 0;
  Atomics.store(words, STATE, 0);
}

/** In the worker: stands still until the answer is there. `ask` tells the frame. Undefined: interrupted. */
export function waitForLine(shared: SharedArrayBuffer, ask: () => void): string | null | undefined {
  const words = new Int32Array(shared, 0, 4);
  Atomics.store(words, STATE, WAITING);
  ask();
  Atomics.wait(words, STATE, WAITING);
  return take(shared, words);
}

/** The same without standing still; timers go on meanwhile. Null as well if somebody else took the answer. */
export async function waitForLineLater(shared: SharedArrayBuffer, ask: () => void): Promise<string | null> {
  const words = new Int32Array(shared, 0, 4);
  Atomics.store(words, STATE, WAITING);
  ask();
  const { waitAsync } = Atomics as unknown as { waitAsync: WaitAsync };
  await waitAsync(words, STATE, WAITING).value;
  return take(shared, words) ?? null;
}

type WaitAsync = (words: Int32Array, index: number, value: number) => { value: Promise<string> | string };

function take(shared: SharedArrayBuffer, words: Int32Array): string | null | undefined {
  const state = Atomics.exchange(words, STATE, 0);
  if (state === ENDED) return null;
  if (state !== ANSWERED) return undefined;
  // A decoder does not read shared memory: copy first.
  const bytes = new Uint8Array(shared, HEADER_BYTES, Atomics.load(words, LENGTH)).slice();
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes); // a mark is part of the line, as everywhere
}
