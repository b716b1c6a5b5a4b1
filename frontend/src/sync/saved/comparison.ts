// Whether this page holds the same texts as the room: asked after quiet moments, when all of its own is saved, and now
// and then while nothing comes at all. A text that came apart from the others' would otherwise stay so, under a chip that
// says Saved.
import * as Y from "yjs";

import { crc32 } from "./crc32";
import { countOf, parseObject } from "../json";

const QUIET_MS = 2_000;
/** A page that no longer hears what the others write has nothing but quiet moments; and a question can be lost. */
const EVERY_MS = 15_000;
/** A difference may be on its way. One that is in so many answers, while nothing changed here, is for good: */
const OF_TEXT = 3;
/** … and so it is where even the clocks differ, which is how updates on their way show. */
const OF_CLOCKS = 12;

interface Sides {
  doc: Y.Doc;
  /** Nothing of this browser is on its way to the server, and the line is up. */
  isSettled: () => boolean;
  ask: (type: "digest" | "diverged") => void;
  diverged: () => void;
}

export class Comparison {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #differing = 0;

  constructor(readonly sides: Sides) {
    sides.doc.on("update", this.#changed);
    this.#ask(); // what came before this did is compared as well
  }

  /** The server's answer: frame 105. */
  answered(json: string): void {
    const theirs = parseObject(json);
    if (!theirs) return;
    if (!this.sides.isSettled()) return this.#ask();
    const clocks = [...Y.decodeStateVector(Y.encodeStateVector(this.sides.doc)).values()];
    const isSameState =
      countOf(theirs.clients) === clocks.length &&
      countOf(theirs.clocks) === clocks.reduce((sum, clock) => sum + clock, 0);
    if (isSameState && theirs.crc32 === crc32(written(this.sides.doc))) return;
    this.#differing += 1;
    if (this.#differing < (isSameState ? OF_TEXT : OF_CLOCKS)) {
      this.#ask();
      return;
    }
    this.sides.ask("diverged");
    this.dispose();
    this.sides.diverged();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.sides.doc.off("update", this.#changed);
  }

  #changed = (): void => {
    this.#differing = 0;
    this.#ask();
  };

  #ask(inMs = QUIET_MS): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const isSettled = this.sides.isSettled();
      this.#ask(isSettled ? EVERY_MS : QUIET_MS);
      if (isSettled) this.sides.ask("digest");
    }, inMs);
  }
}

/** Main's text, and behind it those of all other roots that hold any, whether this page knows their files or not. */
function written(doc: Y.Doc): string {
  const roots = [...doc.share.keys()].filter((root) => root !== "code").sort();
  const others = roots.map((root) => [root, doc.getText(root).toString()] as const);
  const parts = others.flatMap(([root, text]) => (text ? [`\n${root}\n${text}`] : []));
  return doc.getText("code").toString() + parts.join("");
}
