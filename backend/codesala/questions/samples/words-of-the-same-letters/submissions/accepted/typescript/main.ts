/** The words in groups of those with the same letters. */
function grouped(words: string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const letters = [...word].sort().join("");
    groups.set(letters, [...(groups.get(letters) ?? []), word]);
  }
  return [...groups.values()];
}
