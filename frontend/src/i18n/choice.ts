// Which of the page's languages a browser gets.

export type PageLanguage = "en" | "es";

export function preferredLanguage(wishes: readonly string[]): PageLanguage {
  for (const wish of wishes) {
    const language = wish.toLowerCase().split("-")[0];
    if (language === "en" || language === "es") return language;
  }
  return "en";
}
