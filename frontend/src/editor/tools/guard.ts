// Sees when the editor and the shared text have come apart. An exception in between cuts the one from the other, and
// CodeMirror, which only logs it, would go on taking keys that reach nobody.
import type { Extension, Text } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type * as Y from "yjs";

const EVERY_MS = 2_000;

/** `apart` is called once, with what stands in the editor. */
export function guard(text: Y.Text, apart: (own: string) => void): Extension {
  let look = () => undefined;
  return [
    EditorView.exceptionSink.of((exception) => {
      console.error(exception);
      setTimeout(() => look()); // in the middle of an update nothing can be said
    }),
    ViewPlugin.define((view) => {
      let compared: Text | null = null;
      const end = () => {
        clearInterval(timer);
        look = () => undefined;
      };
      look = () => {
        const { doc } = view.state;
        // The lengths cost nothing; the texts are compared when the editor's has changed.
        if (doc.length === text.length && (doc === compared || doc.toString() === text.toString())) compared = doc;
        else {
          end();
          apart(doc.toString());
        }
      };
      const timer = setInterval(() => look(), EVERY_MS);
      return { destroy: end };
    }),
  ];
}
