// Files as streams: what fs.createReadStream and fs.createWriteStream return.

import { Buffer } from "buffer";
import { Readable, Writable } from "readable-stream";

import type { Turns } from "../turns/turns";
import type { Wishes } from "./calls";
import type { Disk } from "./disk";
import type { Target } from "./errors";

type Done = (error?: Error | null) => void;

const PIECE_BYTES = 65_536;

/** Opens the file, tells so, and closes it in the end. */
class File {
  fd: number | null = null;

  constructor(
    readonly disk: Disk,
    readonly turns: Turns,
    readonly path: Target,
    readonly flags: string,
  ) {}

  open(stream: Readable | Writable, done: Done): void {
    const opened: Done = (error) => {
      done(error);
      if (error) return;
      stream.emit("open", this.fd);
      stream.emit("ready");
    };
    const open = () => Object.assign(stream, { fd: (this.fd = this.disk.open(this.path, this.flags)) });
    this.turns.ask(open, (error) => opened(error as Error | null));
  }

  close(error: Error | null, done: Done): void {
    const { fd } = this;
    this.fd = null;
    if (fd === null) return done(error);
    const close = () => this.disk.close(fd);
    this.turns.ask(close, () => done(error));
  }
}

export class ReadStream extends Readable {
  bytesRead = 0;
  readonly #file: File;
  #at: number;
  readonly #end: number;

  constructor(
    disk: Disk,
    turns: Turns,
    readonly path: Target,
    { flags = "r", encoding, start = 0, end = Infinity, highWaterMark = PIECE_BYTES }: Wishes,
  ) {
    super({ highWaterMark, encoding: (encoding ?? undefined) as BufferEncoding | undefined });
    this.#file = new File(disk, turns, path, flags);
    [this.#at, this.#end] = [start, end];
  }

  override _construct(done: Done): void {
    this.#file.open(this, done);
  }

  override _read(size: number): void {
    let bytes: Uint8Array = new Uint8Array();
    const { disk, turns, fd } = this.#file;
    const read = () => {
      bytes = disk.readFrom(fd ?? -1, Math.min(size, this.#end + 1 - this.#at), this.#at);
    };
    turns.ask(read, (error) => {
      if (error) return void this.destroy(error as Error);
      this.bytesRead += bytes.length;
      this.#at += bytes.length;
      this.push(bytes.length > 0 ? Buffer.from(bytes) : null);
    });
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#file.close(error, done);
  }

  close(done?: Done): void {
    if (done) this.once("close", done);
    this.destroy();
  }
}

export class WriteStream extends Writable {
  bytesWritten = 0;
  readonly #file: File;
  #at: number | null;

  constructor(
    disk: Disk,
    turns: Turns,
    readonly path: Target,
    { flags = "w", encoding, start, highWaterMark }: Wishes,
  ) {
    super({ highWaterMark, defaultEncoding: (encoding ?? "utf8") as BufferEncoding });
    this.#file = new File(disk, turns, path, flags);
    this.#at = start ?? null;
  }

  override _construct(done: Done): void {
    this.#file.open(this, done);
  }

  override _write(data: Uint8Array, _encoding: string, done: Done): void {
    this.#write([data], done);
  }

  /** What came while the file was opened, at once. */
  override _writev(pieces: { chunk: Uint8Array }[], done: Done): void {
    this.#write(
      pieces.map(({ chunk }) => chunk),
      done,
    );
  }

  #write(pieces: Uint8Array[], done: Done): void {
    const { disk, turns } = this.#file;
    const write = () => {
      const data = Buffer.concat(pieces);
      disk.writeTo(this.#file.fd ?? -1, data, this.#at);
      if (this.#at !== null) this.#at += data.length;
      this.bytesWritten += data.length;
    };
    turns.ask(write, (error) => done(error as Error | null));
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#file.close(error, done);
  }

  close(done?: Done): void {
    if (done) this.once("close", done);
    this.end();
  }
}
