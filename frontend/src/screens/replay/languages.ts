// Names of the languages of a record, also where no server lists them.
import type { Language } from "../../api/client";
import { nameIn } from "../../session/languages";

const NAMES: Record<string, string> = {
  csharp: "C#",
  go: "Go",
  kotlin: "Kotlin",
  lua: "Lua",
  markdown: "Markdown",
  php: "PHP",
  ruby: "Ruby",
  rust: "Rust",
  sql: "SQL (SQLite)",
  swift: "Swift",
};

export function languageNameOf(languages: readonly Language[], id: string): string {
  const name = nameIn(languages, id);
  return name === id ? (NAMES[id] ?? id) : name;
}
