// The highlighting of each language, a chunk of its own that is loaded when a room needs it.
import type { Extension } from "@codemirror/state";

const LOADERS: Record<string, () => Promise<Extension>> = {
  python: () => import("@codemirror/lang-python").then(({ python }) => python()),
  javascript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript()),
  typescript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript({ typescript: true })),
  java: () => import("@codemirror/lang-java").then(({ java }) => java()),
  cpp: () => import("@codemirror/lang-cpp").then(({ cpp }) => cpp()),
};

/** Spaces that one indentation takes, by the habit of each language. */
const INDENTS: Record<string, number> = { javascript: 2, typescript: 2 };

export const indentOf = (language: string): string => " ".repeat(INDENTS[language] ?? 4);

/** An unknown language, or one whose chunk cannot be loaded, is plain text: it can be edited all the same. */
export async function loadLanguage(language: string): Promise<Extension> {
  try {
    return (await LOADERS[language]?.()) ?? [];
  } catch {
    return [];
  }
}
