// Errors of files, as an operating system has them and Node tells them.

/** A path, the address of a file, or the number of an open file. */
export type Target = string | number | URL | Uint8Array;

const MESSAGES: Record<string, [number, string]> = {
  ENOENT: [-2, "no such file or directory"],
  EBADF: [-9, "bad file descriptor"],
  EACCES: [-13, "permission denied"],
  EEXIST: [-17, "file already exists"],
  ENOTDIR: [-20, "not a directory"],
  EISDIR: [-21, "illegal operation on a directory"],
  EINVAL: [-22, "invalid argument"],
  ENOTEMPTY: [-39, "directory not empty"],
  ELOOP: [-40, "too many symbolic links encountered"],
};

/** `dest`: the second path, of what has two. */
export function fsError(code: string, syscall: string, path?: Target, dest?: Target): Error {
  const [errno, sentence] = MESSAGES[code] ?? [0, ""];
  const isSilent = path === undefined || syscall === "read";
  const places = isSilent ? "" : ` '${String(path)}'${dest === undefined ? "" : ` -> '${String(dest)}'`}`;
  const error = new Error(`${code}: ${sentence}, ${syscall}${places}`);
  return Object.assign(error, { errno, code, syscall, ...(isSilent ? {} : { path }), ...(dest ? { dest } : {}) });
}
