// What the first key does not wait for: bindings, highlighting, brackets. A chunk of its own, loaded
// after the editor; until then the browser moves and deletes, and firstkeys.ts has the two keys that it would take amiss.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Extension, Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

import "../../styles/code.css";

import { colours } from "../colours";
import { blinking } from "./blinking";
import { stepsBack } from "./indenting";
import { typedOver } from "./typedover";
import { whenUsed } from "./whenused";

export { guard } from "./guard";
export { indenting } from "./indenting";

export const tools: Extension = [
  indentOnInput(),
  stepsBack,
  bracketMatching(),
  colours,
  blinking,
  keymap.of([
    ...defaultKeymap,
    indentWithTab, // Esc, then Tab leaves the editor
  ]),
  closeBrackets(),
  typedOver,
  whenUsed,
  // They look at a key before the general bindings do.
  Prec.high(keymap.of(closeBracketsKeymap)),
];
