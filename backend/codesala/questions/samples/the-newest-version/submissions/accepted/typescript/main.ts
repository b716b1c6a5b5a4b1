/** Above zero if `one` is newer than `other`. */
function difference(one: string, other: string): number {
  const [numbers, others] = [one, other].map((version) => version.split(".").map(Number));
  for (let part = 0; part < Math.max(numbers.length, others.length); part++) {
    const found = (numbers[part] ?? 0) - (others[part] ?? 0);
    if (found !== 0) return found;
  }
  return 0;
}

/** The newest of the versions, or null. */
function newestVersion(versions: string[]): string | null {
  let newest: string | null = null;
  for (const version of versions) {
    if (newest === null || difference(version, newest) > 0) newest = version;
  }
  return newest;
}
