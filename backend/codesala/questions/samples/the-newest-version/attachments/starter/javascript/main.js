/** The newest of the versions, or null. */
function newestVersion(versions) {
  return [...versions].sort().at(-1) ?? null;
}
