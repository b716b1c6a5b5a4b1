/** The words in groups of those with the same letters. */
function grouped(words: string[]): string[][] {
  return words.map((word) => [word]);
}
