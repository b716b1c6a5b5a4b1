// Names of languages, also where no server lists them, and those to choose from.
import type { Language } from "../api/client";

export interface Choice {
  id: string;
  name: string;
  /** `unserved`: this server has nothing that runs it; `nowhere`: it is highlighted only. */
  runs: "here" | "unserved" | "nowhere";
}

/** Before the server has said what it runs. */
const AT_FIRST = ["python", "javascript", "typescript", "java", "cpp"];

/** Of those that are more than their id with a capital. */
const NAMES: Record<string, string> = {
  javascript: "JavaScript",
  typescript: "TypeScript",
  cpp: "C++",
  csharp: "C#",
  php: "PHP",
  sql: "SQL (SQLite)",
};

export function nameIn(languages: readonly Language[], id: string): string {
  return languages.find((one) => one.id === id)?.name ?? NAMES[id] ?? id.slice(0, 1).toUpperCase() + id.slice(1);
}

export function choicesOf(languages: readonly Language[]): Choice[] {
  if (languages.length === 0) {
    return AT_FIRST.map((id) => ({ id, name: nameIn(languages, id), runs: "here" }));
  }
  return languages.map(({ id, name, runs, runtime }) => {
    if (runs === "nowhere") return { id, name, runs };
    return { id, name, runs: runs === "server" && runtime === null ? "unserved" : "here" };
  });
}
