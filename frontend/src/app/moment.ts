// Moments of the day as people read them, in the same form on every page and in the report: 26 November 2026, 16:57.
import { personal } from "./personal.svelte";

export function momentText(at: number | string | Date, form: Intl.DateTimeFormatOptions): string {
  const locale = personal.language === "en" ? "en-GB" : personal.language;
  return new Date(at).toLocaleString(locale, form);
}
