// The highlighting of each language, a chunk of its own that is loaded when a room needs it.
import type { Extension } from "@codemirror/state";

/** By `editor` of the server's list of languages; those with a grammar of the old kind stand in streams.ts. */
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
};

/** An unknown language, or one whose chunk cannot be loaded, is plain text: it can be edited all the same. */
export async function loadLanguage(key: string): Promise<Extension> {
  try {
    return (await (LOADERS[key] ?? (await import("./streams")).LOADERS[key])?.()) ?? [];
  } catch {
    return [];
  }
}
