// The highlighting of each language, a chunk of its own that is loaded when a room needs it.
import type { Extension } from "@codemirror/state";

/** By `editor` of the server's list of languages; those that are chosen less often stand in rarer.ts. */
const LOADERS: Record<string, () => Promise<Extension>> = {
  python: () => import("./python").then(({ pythonLanguage }) => pythonLanguage),
  javascript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript()),
  typescript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript({ typescript: true })),
  java: () => import("@codemirror/lang-java").then(({ java }) => java()),
  cpp: () => import("@codemirror/lang-cpp").then(({ cpp }) => cpp()),
};

/** An unknown language, or one whose chunk cannot be loaded, is plain text: it can be edited all the same. */
export async function loadLanguage(key: string): Promise<Extension> {
  try {
    return (await (LOADERS[key] ?? (await import("./rarer")).LOADERS[key])?.()) ?? [];
  } catch {
    return [];
  }
}
