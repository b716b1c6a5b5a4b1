// How the code looks: one theme made of the page's CSS variables, so that light and dark are the same theme.
import { EditorView } from "@codemirror/view";

/** Above line 1, for a name over a caret there: below, it would cover line 2. */
const TOP_PX = 18;

const colours = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--code-text)",
    backgroundColor: "var(--code-surface)",
    fontSize: "var(--code-size, var(--chosen-size))",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontVariantLigatures: "none",
    fontFeatureSettings: '"liga" 0, "calt" 0',
    lineHeight: "1.6",
    overscrollBehavior: "contain",
  },
  ".cm-content": { padding: `${TOP_PX}px 0 40vh`, caretColor: "var(--text)" },
  ".cm-line": { padding: "0 16px 0 8px" },
  ".cm-gutters": { backgroundColor: "var(--code-surface)", color: "var(--text-faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 8px 0 16px", minWidth: "48px" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--code-line)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--code-line)", color: "var(--text)" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--text)" },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--code-selection-idle)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--code-selection)",
  },
  ".cm-placeholder": { color: "var(--text-faint)" },
  // Where the system forces its colours it would paint over what is selected.
  "@media (forced-colors: active)": {
    ".cm-scroller": { forcedColorAdjust: "none", color: "CanvasText", backgroundColor: "Canvas" },
    ".cm-line *": { color: "CanvasText !important" },
    ".cm-selectionLayer .cm-selectionBackground": {
      backgroundColor: "color-mix(in srgb, Highlight 45%, Canvas) !important",
    },
  },
});

/** The way to the first line leads to the names' place, too. */
export const look = [colours, EditorView.scrollMargins.of(() => ({ top: TOP_PX }))];
