// The editor: a function of a shared text and its awareness. It knows nothing of sockets, sessions or the page around.
import { Compartment, EditorState, type Extension, Prec, type StateEffect, type Transaction } from "@codemirror/state";
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { yCollab, ySyncAnnotation, yUndoManagerKeymap } from "y-codemirror.next";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import { type CursorOwner, cursorsChanged, peerCursors } from "./people/cursors";
import { firstKeys } from "./firstkeys";
import { loadLanguage } from "./languages";
import { limited, type Limits, type Refusal, sizeLimits } from "./limits";
import { goTo, lineMarks } from "./marks";
import { overtyping } from "./overtyping";
import { cursorAt, placeOf } from "./people/places";
import { look } from "./theme";
import type * as Tools from "./tools/tools";
import { LimitedUndo, undoSteps } from "./undo";

export interface EditorOptions {
  text: Y.Text;
  awareness: Awareness;
  limits(): Limits | null;
  refused(refusal: Refusal): void;
  ownerOf(client: number): CursorOwner | null;
  /** Of the text, from when it was last open: it goes on there. */
  kept?: Kept;
  /** The editor no longer holds the shared text, but this: it wants to be opened anew. */
  cameApart(own: string): void;
  moved?(line: number, column: number): void;
  /** The person changed the text, in whichever way. */
  edited?(): void;
  /** … by inserting what was copied elsewhere. */
  pasted?(characters: number, lines: number): void;
}

/** What stays of an editor while another text is open: what can be taken back, and where the person was. */
export interface Kept {
  undo?: LimitedUndo;
  cursor?: unknown;
  scroll?: StateEffect<unknown>;
}

/** Returns what ends it. */
type Companion = (view: EditorView, shared: Pick<EditorOptions, "text" | "awareness">) => () => void;

export interface Editor {
  /** Adds what the first key does not wait for. Without it the text can be edited all the same. */
  equip(tools: typeof Tools): void;
  /** What a screen reader calls the text, and what the editor itself says, by its English words; null: in them. */
  setWords(label: string, phrases: Readonly<Record<string, string>> | null): void;
  /** `key`: of the highlighting; `indent`: spaces that one level takes. */
  setLanguage(key: string, indent: number): void;
  setReadOnly(isReadOnly: boolean): void;
  setWrapping(wraps: boolean): void;
  /** Names, colours or the wish to see others' carets changed. */
  redrawCursors(): void;
  /** Shows, marks and focuses a place, in lines and columns from 1. */
  goTo(line: number, column: number): void;
  /** Goes along with the view, until what this returns is called or the editor is gone. */
  accompany(companion: Companion): () => void;
  focus(): void;
  dispose(): void;
}

/** y-codemirror.next takes back and repeats edits without asking whether the text may change. */
const withoutHistory: Extension = Prec.highest(
  keymap.of(["Mod-z", "Mod-y", "Mod-Shift-z"].map((key) => ({ key, run: () => true }))),
);

/** A text that is read-only stays focusable and selectable, and opens no phone's keyboard: only changes are refused. */
const readOnly = (isReadOnly: boolean): Extension => [
  EditorState.readOnly.of(isReadOnly),
  EditorView.editable.of(!isReadOnly),
  EditorView.contentAttributes.of({ "aria-readonly": String(isReadOnly) }),
  isReadOnly ? withoutHistory : [],
];

/** Escape, then Tab leaves the editor, also where Escape closes a list first. */
const escapeTab = (view: EditorView): boolean => {
  view.setTabFocusMode(2_000);
  return false;
};

/** Also what is dropped from elsewhere; text that is dragged within the editor is moved. */
const isPaste = (transaction: Transaction): boolean =>
  transaction.isUserEvent("input.paste") || transaction.isUserEvent("input.drop");

function insertedText(transaction: Transaction): string {
  let inserted = "";
  transaction.changes.iterChanges((_fromA, _toA, _fromB, _toB, text) => {
    inserted += text.sliceString(0, text.length, "\n");
  });
  return inserted;
}

export function openEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const language = new Compartment();
  const later = new Compartment();
  const indent = new Compartment();
  const writing = new Compartment();
  const wrapping = new Compartment();
  const words = new Compartment();
  const mayHappen = limited(options.limits, options.refused);
  const { text, kept = {} } = options;
  const undoManager = (kept.undo ??= new LimitedUndo(text));
  undoManager.mayHappen = (change) => mayHappen(view.state, change);
  let equipment: typeof Tools | null = null;
  let wanted = "";
  let level = 0;
  const indented = () => (equipment ? indent.reconfigure(equipment.indenting(level)) : []);

  const view: EditorView = new EditorView({
    parent,
    scrollTo: kept.scroll,
    state: EditorState.create({
      doc: text.toString(),
      selection: placeOf(text, kept.cursor) ?? undefined,
      extensions: [
        // Positions are shared: a line break is one character for everybody, and pasted ones become that one.
        EditorState.lineSeparator.of("\n"),
        EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, "\n")),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        drawSelection({ cursorBlinkRate: 0 }), // the tools let it blink
        dropCursor(),
        EditorState.allowMultipleSelections.of(true),
        rectangularSelection(),
        crosshairCursor(),
        overtyping,
        highlightActiveLine(),
        Prec.highest(keymap.of([{ key: "Escape", run: escapeTab }])),
        keymap.of(yUndoManagerKeymap),
        EditorView.contentAttributes.of({
          tabindex: "0",
          spellcheck: "false",
          autocorrect: "off",
          autocapitalize: "off",
        }),
        look,
        language.of([]),
        later.of([]),
        firstKeys(() => level),
        indent.of([]),
        writing.of(readOnly(true)),
        wrapping.of([]),
        words.of([]),
        sizeLimits(mayHappen),
        undoSteps(undoManager),
        yCollab(text, null, { undoManager }),
        peerCursors(options),
        lineMarks,
        EditorView.updateListener.of(({ transactions }) => {
          const own = transactions.filter((one) => one.docChanged && !one.annotation(ySyncAnnotation));
          if (own.length > 0) options.edited?.();
          const inserted = own.filter(isPaste).map(insertedText).join("");
          if (inserted) options.pasted?.([...inserted].length, inserted.split("\n").length);
        }),
        EditorView.updateListener.of((update) => {
          if (!update.selectionSet && !update.docChanged) return;
          const head = update.state.selection.main.head;
          const line = update.state.doc.lineAt(head);
          options.moved?.(line.number, head - line.from + 1);
        }),
      ],
    }),
  });

  let isDisposed = false;
  const companions = new Set<() => void>();

  return {
    equip(tools) {
      if (isDisposed) return;
      equipment = tools;
      const all = [tools.tools, tools.guard(text, options.cameApart)];
      view.dispatch({ effects: [later.reconfigure(all), indented()].flat() });
    },
    setWords(label, phrases) {
      const labelled = EditorView.contentAttributes.of({ "aria-label": label });
      // Other phrases draw the editor anew, and cut off who is composing a character: none are no others.
      view.dispatch({ effects: words.reconfigure([labelled, phrases ? EditorState.phrases.of(phrases) : []]) });
    },
    setLanguage(next, spaces) {
      if (spaces !== level) {
        level = spaces;
        view.dispatch({ effects: indented() });
      }
      if (next === wanted) return;
      wanted = next;
      void loadLanguage(next).then((extension) => {
        if (wanted === next) view.dispatch({ effects: language.reconfigure(extension) });
      });
    },
    setReadOnly: (isReadOnly) => {
      if (view.state.readOnly !== isReadOnly) view.dispatch({ effects: writing.reconfigure(readOnly(isReadOnly)) });
    },
    setWrapping: (wraps) => {
      view.dispatch({ effects: wrapping.reconfigure(wraps ? EditorView.lineWrapping : []) });
    },
    redrawCursors: () => {
      view.dispatch({ effects: cursorsChanged.of(null) });
    },
    goTo: (line, column) => {
      goTo(view, line, column);
    },
    accompany: (companion) => {
      const leave = companion(view, options);
      companions.add(leave);
      return () => {
        if (companions.delete(leave)) leave();
      };
    },
    focus: () => {
      view.focus();
    },
    dispose: () => {
      isDisposed = true;
      for (const leave of companions) leave();
      companions.clear();
      wanted = "";
      kept.cursor = cursorAt(text, view.state.selection.main);
      kept.scroll = view.scrollSnapshot();
      view.destroy();
    },
  };
}
