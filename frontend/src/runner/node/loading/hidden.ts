// Frames of Node's own, which traces here do not have: they count where it looks for what two traces have in common, the
// one of an error and that of its cause.

/** Where inspect asks for them, which is in two scripts: scripts/runtimes/packages.mjs. */
const FRAMES = Symbol.for("codesala.frames");

const MOST_FRAMES = 10;
/** How many frames of Node's own called what stands last in a trace. */
const CALLERS: [last: RegExp, hidden: number][] = [
  [/ at Object\.<anonymous> \(/, 6], // a script
  [/ at Timeout\.| at listOnTimeout/, 2],
  [/ at Immediate\./, 1],
  [/ at TestContext\./, 6], // but for a first test
];
const IN_A_MODULE = 3;

/** `isModule`: a frame is the top level of a module. */
export function showHidden(isModule: (frame: string) => boolean): void {
  const value = (frames: string[]) => withHidden(frames, isModule);
  Object.defineProperty(globalThis, FRAMES, { value });
}

/** What a trace would be with Node's own frames after its last one, in their number alone. */
export function withHidden(frames: string[], isModule: (frame: string) => boolean = () => false): string[] {
  const last = frames.at(-1) ?? "";
  const known = CALLERS.find(([calls]) => calls.test(last))?.[1] ?? (isModule(last) ? IN_A_MODULE : 0);
  const all = [...frames, ...Array.from({ length: known }, (_, at) => `${HIDDEN}${at}`)];
  return all.slice(0, Math.max(frames.length, MOST_FRAMES));
}

const HIDDEN = "hidden ";

export const isHidden = (frame: string) => frame.startsWith(HIDDEN);
