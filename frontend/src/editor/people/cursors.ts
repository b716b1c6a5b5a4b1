// The carets and selections of other people, drawn from awareness, and this person's own, sent to it.
//
// y-codemirror.next draws carets as well, but shows names on hover only, and without asking anyone whose client it is. The positions are its format (relative positions in the field `cursor`), so stock clients see ours.
import { type Extension, type Range, RangeSet, StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import { cursorAt, isNamed, Places } from "./places";

/** A name stays beside its caret this long after a move. */
const LABEL_MS = 2_500;

export interface CursorOwner {
  name: string;
  color: string;
}

export interface CursorOptions {
  text: Y.Text;
  awareness: Awareness;
  /** Whose caret this is, by Yjs client id; null hides it. */
  ownerOf(client: number): CursorOwner | null;
}

/** Tells the editor that names, colours or the wish to see them changed. */
export const cursorsChanged = StateEffect.define<null>();

export class Caret extends WidgetType {
  constructor(
    readonly owner: CursorOwner,
    readonly isLabelled: boolean,
    /** Of its line: there the name covers nothing. */
    readonly isAtEnd: boolean,
  ) {
    super();
  }

  override eq(other: Caret): boolean {
    return (
      other.owner.name === this.owner.name &&
      other.owner.color === this.owner.color &&
      other.isLabelled === this.isLabelled &&
      other.isAtEnd === this.isAtEnd
    );
  }

  /** It holds no text: what is typed over a selection is read from the page, and whatever the browser has left there of
   * a caret would be taken for typed text. The name is drawn by its style. */
  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = "cm-peer";
    caret.setAttribute("aria-hidden", "true"); // the people list says who is here; a caret is no text
    this.updateDOM(caret);
    return caret;
  }

  override updateDOM(caret: HTMLElement): boolean {
    caret.style.setProperty("--peer", this.owner.color);
    caret.classList.toggle("is-labelled", this.isLabelled);
    caret.classList.toggle("at-end", this.isAtEnd);
    caret.dataset.name = this.owner.name;
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

class Cursors {
  decorations: DecorationSet = RangeSet.empty;
  readonly #places: Places;
  /** Clients of whom something new was heard. */
  readonly #heard = new Set<number>();
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly view: EditorView,
    readonly options: CursorOptions,
  ) {
    this.#places = new Places(options.text, options.awareness);
    options.awareness.on("change", this.#awarenessChanged);
    this.#draw();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.options.awareness.off("change", this.#awarenessChanged);
  }

  update(update: ViewUpdate): void {
    if (update.selectionSet || update.docChanged || update.focusChanged) this.#send();
    if (update.docChanged) this.#places.carry(update.changes);
    const isAsked = update.transactions.some((transaction) => transaction.effects.some((e) => e.is(cursorsChanged)));
    if (update.docChanged || isAsked) this.#draw();
  }

  /** Drawn once a frame, however many people move. */
  #awarenessChanged = (change: { added: number[]; updated: number[]; removed: number[] }): void => {
    const own = this.options.awareness.clientID;
    for (const client of [...change.added, ...change.updated, ...change.removed]) {
      if (client !== own) this.#heard.add(client);
    }
    if (this.#heard.size > 0 && this.#frame === 0) this.#frame = requestAnimationFrame(this.#look);
  };

  #look = (): void => {
    this.#frame = 0;
    this.#places.moved(this.#heard, Date.now());
    this.#heard.clear();
    this.view.dispatch({ effects: cursorsChanged.of(null) });
  };

  /** An own position stays where it was when the focus leaves: others see where this person works. */
  #send(): void {
    const { awareness, text } = this.options;
    const local = awareness.getLocalState();
    if (!local || !this.view.hasFocus) return;
    const cursor = cursorAt(text, this.view.state.selection.main);
    if (JSON.stringify(local.cursor) !== JSON.stringify(cursor)) awareness.setLocalStateField("cursor", cursor);
  }

  #draw(): void {
    const now = Date.now();
    const doc = this.view.state.doc;
    const ranges: Range<Decoration>[] = [];
    let nextFadeMs = Infinity;
    const places = [...this.#places.all()].filter(({ client }) => this.options.ownerOf(client));
    for (const { client, place, movedAtMs } of places) {
      const owner = this.options.ownerOf(client);
      if (!owner) continue;
      const leftMs = LABEL_MS - (now - movedAtMs);
      if (leftMs > 0) nextFadeMs = Math.min(nextFadeMs, leftMs);
      const head = Math.min(place.head, doc.length);
      const from = Math.min(place.anchor, head);
      const to = Math.min(Math.max(place.anchor, head), doc.length);
      if (from < to) {
        const style = `background-color: color-mix(in srgb, ${owner.color} 26%, transparent)`;
        ranges.push(Decoration.mark({ class: "cm-peer-selection", attributes: { style } }).range(from, to));
      }
      const widget = new Caret(owner, leftMs > 0 && isNamed(client, places), doc.lineAt(head).to === head);
      ranges.push(Decoration.widget({ widget, side: head > place.anchor ? -1 : 1 }).range(head));
    }
    this.decorations = Decoration.set(ranges, true);
    clearTimeout(this.#timer);
    if (nextFadeMs < Infinity) {
      this.#timer = setTimeout(() => this.view.dispatch({ effects: cursorsChanged.of(null) }), nextFadeMs + 20);
    }
  }
}

export const cursorLook: Extension = EditorView.baseTheme({
  ".cm-peer": {
    position: "relative",
    borderLeft: "2px solid var(--peer)",
    marginLeft: "-1px",
    marginRight: "-1px",
    pointerEvents: "none",
  },
  ".cm-peer::after": {
    content: "attr(data-name)",
    position: "absolute",
    bottom: "100%",
    left: "-2px",
    zIndex: "5",
    padding: "1px 5px",
    borderRadius: "3px 3px 3px 0",
    background: "var(--peer)",
    color: "#fff",
    font: "600 11px/15px var(--sans)",
    whiteSpace: "nowrap",
    maxWidth: "160px",
    overflow: "hidden",
    textOverflow: "ellipsis",
    opacity: "0",
    transition: "opacity 150ms",
    userSelect: "none",
    unicodeBidi: "plaintext",
  },
  ".cm-peer.at-end::after": { bottom: "auto", top: "0", left: "3px" },
  ".cm-peer.is-labelled::after": { opacity: "1" },
  "@media (prefers-reduced-motion: reduce)": { ".cm-peer::after": { transition: "none" } },
});

export function peerCursors(options: CursorOptions): Extension {
  return [
    ViewPlugin.define((view) => new Cursors(view, options), { decorations: (plugin) => plugin.decorations }),
    cursorLook,
  ];
}
