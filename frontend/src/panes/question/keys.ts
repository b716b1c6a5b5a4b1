// The key that runs the tests of a question, as this keyboard has it.
import { RUN_KEY_NAME, runKey } from "../console/keys";

const isMac = RUN_KEY_NAME.startsWith("Meta");

/** `enter`: what that key is called. */
export const testKey = (enter: string): string => runKey(isMac ? `⇧ ${enter}` : `⇧+${enter}`);
/** For `aria-keyshortcuts`. */
export const TEST_KEY_NAME = RUN_KEY_NAME.replace("Enter", "Shift+Enter");

export const isTestKey = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
