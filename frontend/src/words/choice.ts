// Which of the page's languages a browser gets.

export type PageLanguage = "en" | "es";

/** Each by its own name. */
export const PAGE_LANGUAGES: readonly { id: PageLanguage; name: string }[] = [
  { id: "en", name: "English" },
  { id: "es", name: "Español" },
];

export function preferredLanguage(wishes: readonly string[]): PageLanguage {
  for (const wish of wishes) {
    const language = wish.toLowerCase().split("-")[0];
    if (language === "en" || language === "es") return language;
  }
  return "en";
}
