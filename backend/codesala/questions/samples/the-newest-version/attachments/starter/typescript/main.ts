/** The newest of the versions, or null. */
function newestVersion(versions: string[]): string | null {
  return [...versions].sort().at(-1) ?? null;
}
