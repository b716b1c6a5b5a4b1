// The languages to choose from, also before the server has listed them.
import type { Language } from "../api/client";

export interface Choice {
  id: string;
  name: string;
  /** `unserved`: this server has nothing that runs it; `nowhere`: it is highlighted only. */
  runs: "here" | "unserved" | "nowhere";
}

const NAMES: Record<string, string> = {
  python: "Python",
  javascript: "JavaScript",
  typescript: "TypeScript",
  java: "Java",
  cpp: "C++",
};

export function nameIn(languages: readonly Language[], id: string): string {
  return languages.find((one) => one.id === id)?.name ?? NAMES[id] ?? id;
}

export function choicesOf(languages: readonly Language[]): Choice[] {
  if (languages.length === 0) {
    return Object.entries(NAMES).map(([id, name]) => ({ id, name, runs: "here" }));
  }
  return languages.map(({ id, name, runs, runtime }) => {
    if (runs === "nowhere") return { id, name, runs };
    return { id, name, runs: runs === "server" && runtime === null ? "unserved" : "here" };
  });
}
