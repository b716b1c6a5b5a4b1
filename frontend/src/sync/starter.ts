// Whether a switch of language may replace the text: only starter code that nobody has touched.

export interface Language {
  id: string;
  name: string;
  starter: string;
}

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
  const before = languages.find((language) => language.id === previous);
  const after = languages.find((language) => language.id === next);
  if (!before || !after || text !== before.starter || before.starter === after.starter) return null;
  return after.starter;
}
