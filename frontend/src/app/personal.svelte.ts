// What is personal and of this browser: settings, and the page's words in the language of its reader.
import { type PageLanguage, preferredLanguage } from "../words/choice";
import type { Dictionary } from "../words/en";
import { openLocal, type Settings } from "./local";

/** A chunk a language: nobody loads the words of another. */
const WORDS: Record<PageLanguage, () => Promise<Dictionary>> = {
  en: () => import("../words/en").then(({ en }) => en),
  es: () => import("../words/es").then(({ es }) => es),
};
const RETRY_MS = 2_000;

/** What this browser keeps, of all its tabs or of this one. Null: then the page alone holds what is to be kept. */
export function browserStore(name: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[name];
  } catch {
    return null; // blocked by the browser's settings
  }
}

/** What this browser remembers. */
export const local = openLocal(browserStore("localStorage"), browserStore("sessionStorage"));

class Personal {
  settings = $state<Settings>(local.settings());
  /** Of the words that are shown; another choice shows when its words have come. */
  language = $state<PageLanguage>("en");
  #words = $state.raw<Dictionary | null>(null);

  get words(): Dictionary {
    if (!this.#words) throw new Error("shown before `learn` was done");
    return this.#words;
  }

  /** Loads the words of the reader's language, however often it takes: without them nothing can be shown. */
  async learn(): Promise<void> {
    const wanted = this.#wanted;
    try {
      const words = await WORDS[wanted]();
      if (wanted !== this.#wanted) return;
      this.language = wanted;
      this.#words = words;
    } catch {
      await new Promise((done) => setTimeout(done, RETRY_MS));
      await this.learn();
    }
  }

  /** Words that a chunk brings itself, in both languages. */
  of<T>(words: Record<PageLanguage, T>): T {
    return words[this.language];
  }

  change(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    local.changeSettings(this.settings);
    this.#changed();
  }

  /** Another tab has changed them. */
  readAgain(): void {
    this.settings = local.settings();
    this.#changed();
  }

  #changed(): void {
    if (this.#wanted !== this.language) void this.learn();
  }

  get #wanted(): PageLanguage {
    return this.settings.language ?? preferredLanguage(navigator.languages);
  }

  /** The name of someone who gave none: the same animal on every page, in the language of each reader. */
  anonymous = (animal: number): string => {
    const names = this.words.anonymous;
    return names[animal % names.length] ?? "";
  };
}

export const personal = new Personal();
