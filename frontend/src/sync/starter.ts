// Whether a switch of language may replace the text: only starter code that nobody has touched.

export interface Language {
  id: string;
  name: string;
  starter: string;
}

export const starterOf = (id: string, languages: readonly Language[]): string | undefined =>
  languages.find((language) => language.id === id)?.starter;

/**
 * The text to put in place of `text`, or null to leave it. Never destroys a character that somebody typed: the text
 * must be exactly the starter code of the language before.
 */
export function starterFor(
  text: string,
  previous: string,
  next: string,
  languages: readonly Language[],
): string | null {
  const before = starterOf(previous, languages);
  const after = starterOf(next, languages);
  return before === undefined || after === undefined || text !== before || before === after ? null : after;
}
