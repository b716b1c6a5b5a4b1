// The key that runs the code, as this keyboard has it.

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

export const RUN_KEY = isMac ? "⌘ Enter" : "Ctrl+Enter";
/** For `aria-keyshortcuts`. */
export const RUN_KEY_NAME = isMac ? "Meta+Enter" : "Control+Enter";

export const isRunKey = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
