// Keeps another person's caret in sight.
import { EditorView } from "@codemirror/view";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import { placeOf } from "./places";

/** So that the line stands among others, not at the edge. */
const MARGIN_PX = 96;

/** Scrolls to the caret of the clients at once and whenever it moves; what it returns ends that. */
export function followClients(
  view: EditorView,
  { text, awareness }: { text: Y.Text; awareness: Awareness },
  clients: readonly number[],
): () => void {
  let shown = "";
  const look = () => {
    for (const client of clients) {
      const cursor: unknown = awareness.getStates().get(client)?.cursor;
      const place = placeOf(text, cursor);
      const written = JSON.stringify(cursor);
      if (!place || written === shown) continue;
      shown = written;
      const head = Math.min(place.head, view.state.doc.length);
      view.dispatch({ effects: EditorView.scrollIntoView(head, { y: "nearest", yMargin: MARGIN_PX }) });
      return;
    }
  };
  // The text that a caret stands in may be drawn after the caret has come.
  const moved = () => queueMicrotask(look);
  awareness.on("change", moved);
  look();
  return () => awareness.off("change", moved);
}
