// The keys that run the code and copy, as this keyboard has them.

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** `enter`: what that key is called. */
export const runKey = (enter: string): string => (isMac ? `⌘ ${enter}` : `Ctrl+${enter}`);
/** For `aria-keyshortcuts`. */
export const RUN_KEY_NAME = isMac ? "Meta+Enter" : "Control+Enter";

export const COPY_KEY = isMac ? "⌘ C" : "Ctrl+C";

export const isRunKey = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
