// The highlighting of each language, a chunk of its own that is loaded when a room needs it.
import type { StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

/** A grammar of the old kind, where there is none of the new. */
async function old<S>(parser: Promise<StreamParser<S>>): Promise<Extension> {
  const { extensionOf } = await import("./streams");
  return extensionOf(await parser);
}

/** By `editor` of the server's list of languages. */
const LOADERS: Record<string, () => Promise<Extension>> = {
  python: () => import("./python").then(({ pythonLanguage }) => pythonLanguage),
  javascript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript()),
  typescript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript({ typescript: true })),
  java: () => import("@codemirror/lang-java").then(({ java }) => java()),
  cpp: () => import("@codemirror/lang-cpp").then(({ cpp }) => cpp()),
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

/** An unknown language, or one whose chunk cannot be loaded, is plain text: it can be edited all the same. */
export async function loadLanguage(key: string): Promise<Extension> {
  try {
    return (await LOADERS[key]?.()) ?? [];
  } catch {
    return [];
  }
}
