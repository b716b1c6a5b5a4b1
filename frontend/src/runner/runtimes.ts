// Which language runs how. Everything here is loaded when somebody is about to run something, not with the room.

import { filesOf } from "./files";
import type { Runtime } from "./runtime";

export { languageOf, programOf, programOfText } from "./program";

type Maker = () => Promise<Runtime>;

/** By the language ids of the API. A language that is not here is for highlighting only. */
const MAKERS: Record<string, Maker> = {
  python: async () => (await import("./recipes")).python(),
  javascript: async () => (await import("./recipes")).javascript(),
  typescript: async () => (await import("./recipes")).typescript(),
  sql: async () => (await import("./recipes")).sql(),
  lua: async () => (await import("./recipes")).lua(),
  cpp: async () => (await import("./cpp")).cpp(),
  ruby: async () => (await import("./recipes")).ruby(),
};

const KEPT = 2; // a runtime holds up to some hundred megabytes
interface Made {
  coming: Promise<Runtime>;
  there: Runtime | null;
}
const made = new Map<string, Made>(); // the last used last

export function canRun(language: string): boolean {
  return Object.hasOwn(MAKERS, language);
}

/** What running it loads, in bytes of the network; 0 if it does not run. */
export function transferOf(language: string): number {
  if (!canRun(language)) return 0;
  return Object.values(filesOf(language).files).reduce((sum, { transfer }) => sum + transfer, 0);
}

/**
 * This page's runtime for the language; null if it does not run. Those not used for longest are disposed of, but never
 * under a running program: others switch the language too, and what is got ready for that counts as use.
 */
export async function runtimeFor(language: string): Promise<Runtime | null> {
  const make = canRun(language) ? MAKERS[language] : undefined;
  if (!make) return null;
  const runtime = made.get(language) ?? begin(language, make);
  made.delete(language);
  made.set(language, runtime);
  for (const [oldest, { there }] of [...made].slice(0, -KEPT)) {
    if (!there || there.isBusy) continue;
    made.delete(oldest);
    there.dispose();
  }
  return runtime.coming;
}

/** A runtime in a frame of its own, which no other program meets: whoever asks for it disposes of it. */
export async function apartRuntimeFor(language: string): Promise<Runtime | null> {
  return (canRun(language) ? await MAKERS[language]?.() : null) ?? null;
}

function begin(language: string, make: Maker): Made {
  const runtime: Made = { coming: make(), there: null };
  runtime.coming.then(
    (there) => (runtime.there = there),
    () => made.delete(language),
  );
  return runtime;
}
