// Who wrote what, as colours behind the code. Only what is in view is coloured; a text may have thousands of pieces.
import { type Extension, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

import type { Authors } from "../../record/authors";
import type { CursorOwner } from "./cursors";

export interface Authorship {
  authors: Authors;
  /** Null: text of nobody, or of somebody who is not to be coloured. */
  ownerOf(by: string): CursorOwner | null;
  /** Everybody else's text steps back. */
  only: string | null;
}

export const authorshipChanged = StateEffect.define<Authorship | null>();

const authorship = StateField.define<Authorship | null>({
  create: () => null,
  update: (before, transaction) =>
    transaction.effects.reduce((known, effect) => (effect.is(authorshipChanged) ? effect.value : known), before),
});

const dimmed = Decoration.mark({ class: "cm-dimmed" });

class Colours {
  decorations: DecorationSet;
  readonly #marks = new Map<string, Decoration>();

  constructor(view: EditorView) {
    this.decorations = this.#draw(view);
  }

  update(update: ViewUpdate): void {
    const isAsked = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(authorshipChanged)));
    if (isAsked || update.docChanged || update.viewportChanged) this.decorations = this.#draw(update.view);
  }

  #draw(view: EditorView): DecorationSet {
    const builder = new RangeSetBuilder<Decoration>();
    const known = view.state.field(authorship);
    if (!known) return builder.finish();
    for (const { from, to } of view.visibleRanges) {
      let at = 0;
      for (const { length, by } of known.authors) {
        const [begin, end] = [Math.max(from, at), Math.min(to, at + length)];
        const mark = begin < end ? this.#markOf(known, by) : null;
        if (mark) builder.add(begin, end, mark);
        at += length;
        if (at >= to) break;
      }
    }
    return builder.finish();
  }

  #markOf(known: Authorship, by: string): Decoration | null {
    if (known.only !== null && by !== known.only) return dimmed;
    const owner = known.ownerOf(by);
    if (!owner) return null;
    const key = JSON.stringify(owner);
    const mark =
      this.#marks.get(key) ??
      Decoration.mark({ class: "cm-by", attributes: { style: `--by: ${owner.color}`, title: owner.name } });
    this.#marks.set(key, mark);
    return mark;
  }
}

const look = EditorView.baseTheme({
  ".cm-by": {
    // Comments are the faintest of the code: on a coloured ground they need more.
    "--code-comment": "var(--text-soft)",
    backgroundColor: "color-mix(in srgb, var(--by) var(--by-share, 14%), transparent)",
  },
  "@media (prefers-color-scheme: dark)": { ".cm-by": { "--by-share": "34%" } },
  ".cm-dimmed, .cm-dimmed *": { color: "var(--text-faint) !important" },
});

export const authorColours: Extension = [
  authorship,
  ViewPlugin.define((view) => new Colours(view), { decorations: (colours) => colours.decorations }),
  look,
];
