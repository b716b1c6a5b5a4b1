// Keeps what another person looks at in sight, and tells others what this person looks at while they do so: a chunk of its
// own, fetched when somebody follows somebody.
import { EditorView } from "@codemirror/view";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import { cursorAt, type Place, placeOf } from "./places";

interface Shared {
  text: Y.Text;
  awareness: Awareness;
}

/** So that the line stands among others, not at the edge. */
const MARGIN_PX = 96;
/** Of scrolling so much is told at most. */
const TOLD_EVERY_MS = 100;

/**
 * Scrolls at once and whenever it moves to where the clients look: their first line becomes this editor's, unless that
 * would hide the caret that they see. What it returns ends that.
 */
export function followClients(view: EditorView, { text, awareness }: Shared, clients: readonly number[]): () => void {
  let shown = "";
  const look = () => {
    for (const client of clients) {
      const { cursor, view: window }: Record<string, unknown> = awareness.getStates().get(client) ?? {};
      const [caret, seen] = [placeOf(text, cursor), placeOf(text, window)];
      const written = JSON.stringify([cursor, window]);
      if ((!caret && !seen) || written === shown) continue;
      shown = written;
      view.dispatch({ effects: scrollTo(view, caret, seen) });
      return;
    }
  };
  // The text that a caret stands in may be drawn after the caret has come.
  const moved = () => queueMicrotask(look);
  awareness.on("change", moved);
  look();
  return () => awareness.off("change", moved);
}

/** `seen`: from the beginning of their first line in sight to the end of the last one. */
function scrollTo(view: EditorView, caret: Place | null, seen: Place | null) {
  const { doc } = view.state;
  const at = (index: number) => Math.min(index, doc.length);
  if (seen) {
    const lines = view.scrollDOM.clientHeight / view.defaultLineHeight - 1;
    const top = doc.lineAt(at(seen.anchor));
    const isSeen = caret && caret.head >= seen.anchor && caret.head <= seen.head;
    if (!isSeen || doc.lineAt(at(caret.head)).number - top.number < lines)
      return EditorView.scrollIntoView(top.from, { y: "start", yMargin: -nameRoomPx(view) });
  }
  return EditorView.scrollIntoView(at(caret?.head ?? 0), { y: "nearest", yMargin: MARGIN_PX });
}

/** What this editor keeps free above a line for names. */
const nameRoomPx = (view: EditorView) =>
  view.state.facet(EditorView.scrollMargins).reduce((sum, margins) => sum + (margins(view)?.top ?? 0), 0);

/** Tells in awareness, as `view`, which part of the text is in sight, until what it returns is called. */
export function tellView(view: EditorView, { text, awareness }: Shared): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = "";
  const tell = () => {
    timer = undefined;
    const { top, bottom } = view.scrollDOM.getBoundingClientRect();
    // A line of which half is in sight counts, so that whoever has scrolled to it tells the same line.
    const half = view.defaultLineHeight / 2;
    const first = view.lineBlockAtHeight(top - view.documentTop + half);
    const last = view.lineBlockAtHeight(bottom - view.documentTop - half);
    const seen = cursorAt(text, { anchor: first.from, head: last.to });
    if (JSON.stringify(seen) === told) return;
    told = JSON.stringify(seen);
    awareness.setLocalStateField("view", seen);
  };
  const scrolled = () => (timer ??= setTimeout(tell, TOLD_EVERY_MS));
  view.scrollDOM.addEventListener("scroll", scrolled);
  tell();
  return () => {
    clearTimeout(timer);
    view.scrollDOM.removeEventListener("scroll", scrolled);
    awareness.setLocalStateField("view", undefined);
  };
}
