// What fs.promises.open gives: an open file, each of whose functions answers by a promise.

import type { Data } from "../bytes";
import type { FileCalls } from "./calls";

/** `later`: calls it when the system could have answered. */
export function handleOf(fd: number, calls: FileCalls, later: <T>(call: () => T) => Promise<T>) {
  const close = () => later(() => calls.close(fd));
  const append = (data: Data) => later(() => void calls.write(fd, data));
  const handle = {
    ...{ fd, close, [Symbol.asyncDispose ?? Symbol("asyncDispose")]: close },
    readFile: (options?: never) => later(() => calls.readFile(fd, options)),
    ...{ writeFile: append, appendFile: append },
    write: (data: Data, ...rest: never[]) =>
      later(() => ({ bytesWritten: calls.write(fd, data, ...rest), buffer: data })),
    read: (into: Uint8Array, offset?: number, length?: number, position?: number | null) =>
      later(() => ({ bytesRead: calls.read(fd, into, offset, length, position), buffer: into })),
    stat: () => later(() => calls.fstat(fd)),
    truncate: (length?: number) => later(() => calls.truncate(fd, length)),
    sync: () => later(() => undefined),
    async *readLines() {
      const text = String(await handle.readFile("utf8" as never));
      for (const line of text ? text.replace(/\n$/, "").split("\n") : []) yield line;
    },
  };
  return handle;
}
