// Gets the room's language ready to run, and what shows runs, while the page has nothing else to do.
import { isByTouch } from "../../kit/touch";

const SMALL_MEMORY_GB = 4;
/** Python has 11 MB and C++ 35, of which it makes 400 in memory; the others have less. */
const LIGHT_BYTES = 8_000_000;
/** After the editor has opened: its own chunks and the first keystrokes come first. */
const QUIET_MS = 1_500;

interface Device {
  deviceMemory?: number;
  connection?: { saveData?: boolean };
}

/**
 * How large a runtime may be that is loaded before anybody asks for a run. Not every browser tells its memory; on a
 * phone, whose system ends pages that take much, none is taken for granted.
 */
export function mostBytes({ deviceMemory, connection }: Device, isPhone: boolean): number {
  if (connection?.saveData === true) return 0;
  if (deviceMemory === undefined) return isPhone ? LIGHT_BYTES : Infinity;
  return deviceMemory >= SMALL_MEMORY_GB ? Infinity : 0;
}

/** Returns what calls it off. */
export function prewarmWhenIdle(language: string): () => void {
  const most = mostBytes(navigator as Device, isByTouch());
  if (most === 0) return () => undefined;
  let isOff = false;
  const begin = async () => {
    if (isOff) return;
    void import("./RunBlock.svelte").catch(() => undefined);
    const { runtimeFor, transferOf } = await import("../../runner/runtimes");
    if (!isOff && transferOf(language) <= most) (await runtimeFor(language))?.prewarm();
  };
  const attempt = () => void begin().catch(() => undefined); // the run itself will tell
  const timer = setTimeout(() => {
    if ("requestIdleCallback" in window) requestIdleCallback(attempt);
    else attempt();
  }, QUIET_MS);
  return () => {
    isOff = true;
    clearTimeout(timer);
  };
}
