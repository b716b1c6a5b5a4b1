// The two parts of a path.

const at = (path: string): number => path.lastIndexOf("/") + 1;

/** With its slash; empty for none. */
export const folderOf = (path: string): string => path.slice(0, at(path));

export const nameOf = (path: string): string => path.slice(at(path));
