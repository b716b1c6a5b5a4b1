// The module zlib: gzip and deflate. Brotli is not here.

import { Buffer } from "buffer";
import { deflateSync, gunzipSync, gzipSync, inflateSync, unzlibSync, zlibSync } from "fflate";
import { Transform } from "readable-stream";

import { refused } from "./absent";
import { bytesOf, type Data } from "./bytes";
import type { Turns } from "./turns/turns";

type Options = { level?: number } | undefined;
type Answer = (error: unknown, bytes?: Buffer) => void;
type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

const BEST_OF_BOTH = 6; // the level that is used unless another is asked for
const levelOf = (options: Options) => ({
  level: (options?.level === undefined || options.level < 0 ? BEST_OF_BOTH : options.level) as Level,
});

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZlib = ([first = 0, second = 0]: Uint8Array) => (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;

function unpacked(bytes: Uint8Array, isRight: boolean, unpack: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  if (bytes.length === 0) throw zlibError("Z_BUF_ERROR", -5, "unexpected end of file");
  if (!isRight) throw zlibError("Z_DATA_ERROR", -3, "incorrect header check");
  try {
    return unpack(bytes);
  } catch (error) {
    if (/unexpected EOF/.test(String(error))) throw zlibError("Z_BUF_ERROR", -5, "unexpected end of file");
    throw zlibError("Z_DATA_ERROR", -3, error instanceof Error ? error.message : String(error));
  }
}

const zlibError = (code: string, errno: number, message: string) => Object.assign(new Error(message), { errno, code });

const WAYS: Record<string, (bytes: Uint8Array, options: Options) => Uint8Array> = {
  gzip: (bytes, options) => gzipSync(bytes, { ...levelOf(options), mtime: 0 }),
  deflate: (bytes, options) => zlibSync(bytes, levelOf(options)),
  deflateRaw: (bytes, options) => deflateSync(bytes, levelOf(options)),
  gunzip: (bytes) => unpacked(bytes, isGzip(bytes), gunzipSync),
  inflate: (bytes) => unpacked(bytes, isZlib(bytes), unzlibSync),
  inflateRaw: (bytes) => unpacked(bytes, true, inflateSync),
  unzip: (bytes) => (isGzip(bytes) ? unpacked(bytes, true, gunzipSync) : unpacked(bytes, isZlib(bytes), unzlibSync)),
};

const NO_BROTLI = "does not run here: gzip and deflate do.";
const BROTLI = [
  ...["brotliCompress", "brotliDecompress", "brotliCompressSync", "brotliDecompressSync"],
  ...["createBrotliCompress", "createBrotliDecompress"],
];

export function makeZlib(turns: Turns): object {
  const module: Record<string, unknown> = { crc32, constants: { Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9 } };
  for (const [name, way] of Object.entries(WAYS)) {
    const whole = (data: Data, options?: Options) => Buffer.from(way(bytesOf(data), options));
    module[`${name}Sync`] = whole;
    module[name] = (data: Data, ...rest: [Answer] | [Options, Answer]) => {
      const answer = rest.at(-1) as Answer;
      const options = rest.length > 1 ? (rest[0] as Options) : undefined;
      const bytes = bytesOf(data);
      const told = (error: unknown, packed?: Buffer) => (error === null ? answer(null, packed) : answer(error));
      turns.ask(() => whole(bytes, options), told);
    };
    const maker = `create${name[0]?.toUpperCase()}${name.slice(1)}`;
    module[maker] = (options?: Options) => streamOf((bytes) => whole(bytes, options));
  }
  for (const name of BROTLI) module[name] = refused(`zlib.${name}`, NO_BROTLI);
  return module;
}

/** What comes in is worked on when all is there. */
function streamOf(way: (bytes: Uint8Array) => Buffer): Transform {
  const pieces: Buffer[] = [];
  return new Transform({
    transform(piece: Uint8Array | string, _encoding: string, done: () => void) {
      pieces.push(Buffer.from(piece as Uint8Array));
      done();
    },
    flush(done: (error: Error | null, bytes?: Buffer) => void) {
      try {
        done(null, way(Buffer.concat(pieces)));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** The checksum that gzip files end with. */
function crc32(data: Data, before = 0): number {
  let sum = ~before;
  for (const byte of bytesOf(data)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
