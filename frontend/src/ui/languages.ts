// The languages to choose from, also before the server has listed them.
import type { Language } from "../api/client";

export interface Choice {
  id: string;
  name: string;
  /** Its programs cannot be run, here or on the server. */
  isHighlightingOnly: boolean;
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
    return Object.entries(NAMES).map(([id, name]) => ({ id, name, isHighlightingOnly: false }));
  }
  return languages.map(({ id, name, runs }) => ({ id, name, isHighlightingOnly: runs === "nowhere" }));
}
