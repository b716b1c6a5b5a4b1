// What is personal and of this browser: settings, and the page's words in the language of its reader.
import { type PageLanguage, preferredLanguage } from "../i18n/choice";
import { type Dictionary, en } from "../i18n/en";
import { es } from "../i18n/es";
import { openLocal, type Settings } from "../local";

function browserStore(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // blocked by the browser's settings
  }
}

/** What this browser remembers. */
export const local = openLocal(browserStore());

class Personal {
  settings = $state<Settings>(local.settings());
  readonly language: PageLanguage = $derived(this.settings.language ?? preferredLanguage(navigator.languages));
  readonly words: Dictionary = $derived(this.language === "es" ? es : en);

  change(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    local.changeSettings(this.settings);
  }

  /** The name of someone who gave none: the same animal on every page, in the language of each reader. */
  anonymous = (animal: number): string => {
    const names = this.words.anonymous;
    return names[animal % names.length] ?? "";
  };
}

export const personal = new Personal();
