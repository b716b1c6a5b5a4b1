// A text that is only read: shows one moment after the other, with its authors and the place of its last change.
import { bracketMatching, indentUnit } from "@codemirror/language";
import { Compartment, EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  lineNumbers,
} from "@codemirror/view";

import "../styles/code.css";

import { authorColours, type Authorship, authorshipChanged } from "./people/authors";
import { colours } from "./colours";
import { directions } from "./direction";
import { Caret, type CursorOwner, cursorLook } from "./people/cursors";
import { loadLanguage } from "./languages";
import { goTo, lineMarks } from "./marks";
import { look } from "./theme";

export interface Shown {
  text: Text;
  authorship: Authorship | null;
  caret: { at: number; owner: CursorOwner } | null;
}

export interface Reader {
  show(moment: Shown): void;
  /** `key`: of the highlighting; `indent`: spaces that one level takes. */
  setLanguage(key: string, indent: number): void;
  setWrapping(wraps: boolean): void;
  goTo(line: number, column: number): void;
  dispose(): void;
}

const caretMoved = StateEffect.define<Shown["caret"]>();
const caret = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(caretMoved)) continue;
      if (!effect.value) return Decoration.none;
      const { doc } = transaction.state;
      const at = Math.min(effect.value.at, doc.length);
      const widget = new Caret(effect.value.owner, true, doc.lineAt(at).to === at);
      return Decoration.set(Decoration.widget({ widget, side: 1 }).range(at));
    }
    return before.map(transaction.changes);
  },
  provide: (own) => EditorView.decorations.from(own),
});

export function openReader(parent: HTMLElement, label: string): Reader {
  const language = new Compartment();
  const wrapping = new Compartment();
  const indent = new Compartment();
  let wanted = "";
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        EditorState.lineSeparator.of("\n"),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false), // so that no phone opens its keyboard
        EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
        lineNumbers(),
        highlightSpecialChars(),
        drawSelection({ cursorBlinkRate: 0 }), // nobody types here
        bracketMatching(),
        look,
        colours,
        directions,
        language.of([]),
        indent.of([]),
        wrapping.of([]),
        authorColours,
        caret,
        cursorLook,
        lineMarks,
      ],
    }),
  });

  return {
    show(moment) {
      const changes = view.state.doc === moment.text ? undefined : difference(view.state.doc, moment.text);
      const effects: StateEffect<unknown>[] = [
        authorshipChanged.of(moment.authorship),
        caretMoved.of(moment.caret && { ...moment.caret }),
      ];
      if (moment.caret && changes) {
        const at = Math.min(moment.caret.at, moment.text.length);
        effects.push(EditorView.scrollIntoView(at, { y: "nearest", yMargin: 64 }));
      }
      view.dispatch({ ...(changes ? { changes } : {}), effects });
    },
    setLanguage(next, spaces) {
      const unit = " ".repeat(spaces);
      if (view.state.facet(indentUnit) !== unit) view.dispatch({ effects: indent.reconfigure(indentUnit.of(unit)) });
      if (next === wanted) return;
      wanted = next;
      void loadLanguage(next).then((extension) => {
        if (wanted === next) view.dispatch({ effects: language.reconfigure(extension) });
      });
    },
    setWrapping: (wraps) => {
      view.dispatch({ effects: wrapping.reconfigure(wraps ? EditorView.lineWrapping : []) });
    },
    goTo: (line, column) => {
      goTo(view, line, column);
    },
    dispose: () => {
      wanted = "";
      view.destroy();
    },
  };
}

/** One replacement, as small as it can be: what stays keeps its place on the screen. */
function difference(before: Text, after: Text): { from: number; to: number; insert: Text } {
  const [old, fresh] = [before.toString(), after.toString()];
  const shorter = Math.min(old.length, fresh.length);
  let same = 0;
  while (same < shorter && old.charCodeAt(same) === fresh.charCodeAt(same)) same += 1;
  let end = 0;
  while (end < shorter - same && old.charCodeAt(old.length - 1 - end) === fresh.charCodeAt(fresh.length - 1 - end)) {
    end += 1;
  }
  return { from: same, to: old.length - end, insert: after.slice(same, fresh.length - end) };
}
