// The highlighting of the languages that have only a grammar of the old kind: loaded with the first of them.
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

const old = async <S>(parser: Promise<StreamParser<S>>): Promise<Extension> => StreamLanguage.define(await parser);

/** By `editor` of the server's list of languages. */
export const LOADERS: Record<string, () => Promise<Extension>> = {
  ruby: () => old(import("@codemirror/legacy-modes/mode/ruby").then(({ ruby }) => ruby)),
  lua: () => old(import("@codemirror/legacy-modes/mode/lua").then(({ lua }) => lua)),
  csharp: () => old(import("@codemirror/legacy-modes/mode/clike").then(({ csharp }) => csharp)),
  scala: () => old(import("@codemirror/legacy-modes/mode/clike").then(({ scala }) => scala)),
  bash: () => old(import("@codemirror/legacy-modes/mode/shell").then(({ shell }) => shell)),
  r: () => old(import("@codemirror/legacy-modes/mode/r").then(({ r }) => r)),
  kotlin: () => old(import("@codemirror/legacy-modes/mode/clike").then(({ kotlin }) => kotlin)),
  swift: () => old(import("@codemirror/legacy-modes/mode/swift").then(({ swift }) => swift)),
};
