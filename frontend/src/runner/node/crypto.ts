// The module crypto: random values, digests and signatures of text, keys of passwords.

import { Buffer } from "buffer";

import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { Transform } from "readable-stream";

import { refused } from "./absent";
import { areSame, bytesOf } from "./bytes";
import { makeSubtle } from "./crypto_subtle";
import { coded, WHAT_IS_WRITTEN, wrongType } from "./errors";
import type { Turns } from "./turns/turns";

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 };
const NO_CIPHERS = "does not run here: of crypto there are random values, digests, HMAC and keys of passwords.";
const CIPHERS = ["createCipheriv", "createDecipheriv", "createSign", "createVerify", "sign", "verify"];
const KEYS = [
  ...["generateKeyPair", "generateKeyPairSync", "generateKey", "generateKeySync", "createSecretKey"],
  ...["createPrivateKey", "createPublicKey", "createDiffieHellman", "getDiffieHellman", "createECDH"],
  ...["publicEncrypt", "publicDecrypt", "privateEncrypt", "privateDecrypt"],
];
const LARGEST_PIECE = 65_536; // of random bytes, which browsers give at once

const OF_ONE_LENGTH = ["ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length"] as const;

const WHAT_KEYS_ARE =
  "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey";

type Encoding = BufferEncoding | "buffer" | undefined;

interface Running {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Running;
}

/** What createHash and createHmac return: also a stream, which gives the digest when all is written. */
class Digest extends Transform {
  #bytes: Buffer | null = null;
  readonly #running: Running;

  constructor(running: Running) {
    super();
    this.#running = running;
  }

  update(data: string | ArrayBufferView, encoding?: BufferEncoding): this {
    this.#refuseDone(this.update);
    if (typeof data !== "string" && !ArrayBuffer.isView(data))
      throw wrongType("data", WHAT_IS_WRITTEN, data, this.update);
    this.#running.update(typeof data === "string" ? Buffer.from(data, encoding) : bytesOf(data));
    return this;
  }

  /** One of its own, with what came so far. */
  copy(): Digest {
    this.#refuseDone(this.copy);
    return new Digest(this.#running.clone());
  }

  digest(encoding?: Encoding): string | Buffer {
    this.#refuseDone(this.digest);
    this.#bytes = Buffer.from(this.#running.digest());
    return encoding && encoding !== "buffer" ? this.#bytes.toString(encoding) : Buffer.from(this.#bytes);
  }

  override _transform(piece: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    if (!this.#bytes) this.#running.update(piece);
    done();
  }

  /** `digest` may be called all the same, before or after. */
  override _flush(done: (error: null, bytes: Buffer) => void): void {
    done(null, this.#bytes ?? Buffer.from(this.#running.clone().digest()));
  }

  #refuseDone(from: object): void {
    if (this.#bytes) throw coded(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called", from);
  }
}

function hashOf(name: string, from?: object) {
  const found = HASHES[name.toLowerCase().replace("-", "") as keyof typeof HASHES] as typeof sha256 | undefined;
  if (found) return found;
  throw from ? coded(...INVALID, `Invalid digest: ${name}`, from) : new Error("Digest method not supported");
}

const INVALID = [TypeError, "ERR_CRYPTO_INVALID_DIGEST"] as const;

type Answer = (error: unknown, bytes?: unknown) => void;
type Text = string | Uint8Array;

interface Cost {
  N?: number;
  cost?: number;
  r?: number;
  blockSize?: number;
  p?: number;
  parallelization?: number;
}

/** What a call gives, told to the last of its values. */
const answering =
  (turns: Turns) =>
  <Given extends unknown[]>(call: (...given: Given) => unknown) =>
  (...given: [...Given, Answer]) => {
    const answer = given.pop() as Answer;
    const bytes = call(...(given as unknown as Given));
    turns.answer(() => answer(null, bytes));
  };

/** Keys of passwords: each at once, and by an answer later. */
function derivations(turns: Turns) {
  const scryptSync = (password: Text, salt: Text, length: number, cost: Cost = {}) => {
    const { N = cost.cost ?? 16_384, r = cost.blockSize ?? 8, p = cost.parallelization ?? 1 } = cost;
    return Buffer.from(scrypt(bytesOf(password), bytesOf(salt), { N, r, p, dkLen: length }));
  };
  const pbkdf2Sync = (password: Text, salt: Text, iterations: number, length: number, digest: string) =>
    Buffer.from(pbkdf2(hashOf(digest, pbkdf2Sync), bytesOf(password), bytesOf(salt), { c: iterations, dkLen: length }));
  const hkdfSync = (digest: string, key: Text, salt: Text, info: Text, length: number) =>
    Uint8Array.from(hkdf(hashOf(digest, hkdfSync), bytesOf(key), bytesOf(salt), bytesOf(info), length)).buffer;
  const later = answering(turns);
  return {
    ...{ scryptSync, pbkdf2Sync, hkdfSync },
    ...{ scrypt: later(scryptSync), pbkdf2: later(pbkdf2Sync), hkdf: later(hkdfSync) },
  };
}

export function makeCrypto(turns: Turns) {
  const { crypto } = self;
  const subtle = makeSubtle(turns);
  const getRandomValues = crypto.getRandomValues.bind(crypto);
  const randomFillSync = (bytes: Uint8Array, from = 0, size = bytes.length - from) => {
    for (let at = from; at < from + size; at += LARGEST_PIECE)
      crypto.getRandomValues(bytes.subarray(at, Math.min(at + LARGEST_PIECE, from + size)));
    return bytes;
  };
  const randomBytes = (size: number, answer?: (error: null, bytes: Buffer) => void) => {
    const bytes = Buffer.from(randomFillSync(new Uint8Array(size)));
    if (answer) self.setTimeout(() => answer(null, bytes));
    return answer ? undefined : bytes;
  };
  const randomInt = (...given: [...number[]] | [...number[], Answer]) => {
    const answer = typeof given.at(-1) === "function" ? (given.pop() as Answer) : null;
    const [min, max] = (given.length < 2 ? [0, ...given] : given) as [number, number];
    const drawn = new DataView(randomFillSync(new Uint8Array(4)).buffer).getUint32(0) / 2 ** 32;
    const value = min + Math.floor(drawn * (max - min));
    if (answer) turns.answer(() => answer(undefined, value));
    return answer ? undefined : value;
  };
  const randomUUID = () => {
    const bytes = randomFillSync(new Uint8Array(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return Buffer.from(bytes)
      .toString("hex")
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  return {
    ...{ randomFillSync, randomFill: answering(turns)(randomFillSync), randomBytes, randomInt, randomUUID },
    createHash: (name: string) => new Digest(hashOf(name).create()),
    createHmac: function createHmac(name: string, key: string | Uint8Array) {
      const hash = hashOf(name, createHmac);
      if (typeof key !== "string" && !ArrayBuffer.isView(key)) throw wrongType("key", WHAT_KEYS_ARE, key, createHmac);
      return new Digest(hmac.create(hash, bytesOf(key)));
    },
    timingSafeEqual: function timingSafeEqual(one: Uint8Array, other: Uint8Array) {
      if (one.byteLength !== other.byteLength) throw coded(RangeError, ...OF_ONE_LENGTH, timingSafeEqual);
      return areSame(one, other);
    },
    hash: (name: string, data: Text, encoding: BufferEncoding = "hex") =>
      new Digest(hashOf(name).create()).update(data).digest(encoding),
    getHashes: () => Object.keys(HASHES),
    ...derivations(turns),
    ...Object.fromEntries([...CIPHERS, ...KEYS].map((name) => [name, refused(`crypto.${name}`, NO_CIPHERS)])),
    ...{ subtle, getRandomValues, webcrypto: crypto },
  };
}
