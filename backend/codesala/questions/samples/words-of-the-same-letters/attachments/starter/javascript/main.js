/** The words in groups of those with the same letters. */
function grouped(words) {
  return words.map((word) => [word]);
}
