// Whether a text is indented by tabs: then it stays so.
import type { Text } from "@codemirror/state";

/** So many lines say how a text is indented. */
const READ_LINES = 200;

/** Whether the first line that is indented begins with a tab. */
export function isTabbed(doc: Text): boolean {
  for (let number = 1; number <= Math.min(doc.lines, READ_LINES); number += 1) {
    const { text } = doc.line(number);
    if (text.startsWith("\t")) return true;
    if (text.startsWith("  ")) return false;
  }
  return false;
}
