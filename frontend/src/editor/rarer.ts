// The highlighting of the languages that are chosen less often, which no room need know of before.
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

/** Where there is only a grammar of the old kind. */
const old = async <S>(parser: Promise<StreamParser<S>>): Promise<Extension> => StreamLanguage.define(await parser);

/** By `editor` of the server's list of languages. */
export const LOADERS: Record<string, () => Promise<Extension>> = {
  sql: () => import("@codemirror/lang-sql").then(({ sql, SQLite }) => sql({ dialect: SQLite })),
  go: () => import("@codemirror/lang-go").then(({ go }) => go()),
  rust: () => import("@codemirror/lang-rust").then(({ rust }) => rust()),
  php: () => import("@codemirror/lang-php").then(({ php }) => php()),
  markdown: () => import("@codemirror/lang-markdown").then(({ markdown }) => markdown()),
  ruby: () => old(import("@codemirror/legacy-modes/mode/ruby").then(({ ruby }) => ruby)),
  lua: () => old(import("@codemirror/legacy-modes/mode/lua").then(({ lua }) => lua)),
  csharp: () => old(import("@codemirror/legacy-modes/mode/clike").then(({ csharp }) => csharp)),
  scala: () => old(import("@codemirror/legacy-modes/mode/clike").then(({ scala }) => scala)),
  bash: () => old(import("@codemirror/legacy-modes/mode/shell").then(({ shell }) => shell)),
  r: () => old(import("@codemirror/legacy-modes/mode/r").then(({ r }) => r)),
  kotlin: () => old(import("@codemirror/legacy-modes/mode/clike").then(({ kotlin }) => kotlin)),
  swift: () => old(import("@codemirror/legacy-modes/mode/swift").then(({ swift }) => swift)),
};
