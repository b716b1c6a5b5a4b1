// Gets the room's language ready to run while the page has nothing else to do.

const SMALL_MEMORY_GB = 4;
/** After the editor has opened: its own chunks and the first keystrokes come first. */
const QUIET_MS = 1_500;

interface Device {
  deviceMemory?: number;
  connection?: { saveData?: boolean };
}

/** Who saves data, or has little memory, loads a runtime only when asking for a run. */
const isWelcome = ({ deviceMemory, connection }: Device): boolean =>
  connection?.saveData !== true && (deviceMemory ?? SMALL_MEMORY_GB) >= SMALL_MEMORY_GB;

/** Returns what calls it off. */
export function prewarmWhenIdle(language: string): () => void {
  if (!isWelcome(navigator as Device)) return () => undefined;
  let isOff = false;
  const begin = async () => {
    if (isOff) return;
    const { runtimeFor } = await import("../../runner/runtimes");
    if (!isOff) (await runtimeFor(language))?.prewarm();
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
