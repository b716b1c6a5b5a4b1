// The module crypto: random values, digests and signatures of text, keys of passwords.

import { Buffer } from "buffer";

import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";

import { refused } from "./absent";
import { areSame, bytesOf } from "./bytes";
import { makeSubtle } from "./crypto_subtle";
import type { Turns } from "./turns/turns";

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 };
const NO_CIPHERS = "does not run here: of crypto there are random values, digests, HMAC and keys of passwords.";
const CIPHERS = ["createCipheriv", "createDecipheriv", "createSign", "createVerify", "sign", "verify"];
const KEYS = ["generateKeyPair", "generateKeyPairSync", "createDiffieHellman", "createECDH", "publicEncrypt"];
const LARGEST_PIECE = 65_536; // of random bytes, which browsers give at once

type Encoding = BufferEncoding | "buffer" | undefined;

interface Running {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** What createHash and createHmac return. */
class Digest {
  constructor(readonly running: Running) {
    Object.defineProperty(this, "running", { enumerable: false });
  }

  update(data: string | Uint8Array, encoding?: BufferEncoding): this {
    this.running.update(typeof data === "string" ? Buffer.from(data, encoding) : data);
    return this;
  }

  digest(encoding?: Encoding): string | Buffer {
    const bytes = Buffer.from(this.running.digest());
    return encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes;
  }
}

function hashOf(name: string) {
  const found = HASHES[name.toLowerCase().replace("-", "") as keyof typeof HASHES] as typeof sha256 | undefined;
  if (!found) throw Object.assign(new Error("Digest method not supported"), { code: "ERR_CRYPTO_INVALID_DIGEST" });
  return found;
}

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

/** Keys of passwords: each at once, and by an answer later. */
function derivations(turns: Turns) {
  const scryptSync = (password: Text, salt: Text, length: number, cost: Cost = {}) => {
    const { N = cost.cost ?? 16_384, r = cost.blockSize ?? 8, p = cost.parallelization ?? 1 } = cost;
    return Buffer.from(scrypt(bytesOf(password), bytesOf(salt), { N, r, p, dkLen: length }));
  };
  const pbkdf2Sync = (password: Text, salt: Text, iterations: number, length: number, digest: string) =>
    Buffer.from(pbkdf2(hashOf(digest), bytesOf(password), bytesOf(salt), { c: iterations, dkLen: length }));
  const hkdfSync = (digest: string, key: Text, salt: Text, info: Text, length: number) =>
    Uint8Array.from(hkdf(hashOf(digest), bytesOf(key), bytesOf(salt), bytesOf(info), length)).buffer;
  const later =
    <Given extends unknown[]>(call: (...given: Given) => unknown) =>
    (...given: [...Given, Answer]) => {
      const answer = given.pop() as Answer;
      const bytes = call(...(given as unknown as Given));
      turns.answer(() => answer(null, bytes));
    };
  return {
    ...{ scryptSync, pbkdf2Sync, hkdfSync },
    ...{ scrypt: later(scryptSync), pbkdf2: later(pbkdf2Sync), hkdf: later(hkdfSync) },
  };
}

export function makeCrypto(turns: Turns) {
  const { crypto } = self;
  const subtle = makeSubtle(turns);
  const getRandomValues = crypto.getRandomValues.bind(crypto);
  const randomFillSync = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; at += LARGEST_PIECE)
      crypto.getRandomValues(bytes.subarray(at, at + LARGEST_PIECE));
    return bytes;
  };
  const randomBytes = (size: number, answer?: (error: null, bytes: Buffer) => void) => {
    const bytes = Buffer.from(randomFillSync(new Uint8Array(size)));
    if (answer) self.setTimeout(() => answer(null, bytes));
    return answer ? undefined : bytes;
  };
  const randomInt = (first: number, last?: number) => {
    const [min, max] = last === undefined ? [0, first] : [first, last];
    return (
      min + Math.floor((new DataView(randomFillSync(new Uint8Array(4)).buffer).getUint32(0) / 2 ** 32) * (max - min))
    );
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
    ...{ randomFillSync, randomBytes, randomInt, randomUUID },
    createHash: (name: string) => new Digest(hashOf(name).create()),
    createHmac: (name: string, key: string | Uint8Array) => new Digest(hmac.create(hashOf(name), bytesOf(key))),
    timingSafeEqual: (one: Uint8Array, other: Uint8Array) => areSame(one, other),
    hash: (name: string, data: Text, encoding: BufferEncoding = "hex") =>
      new Digest(hashOf(name).create()).update(data).digest(encoding),
    getHashes: () => Object.keys(HASHES),
    ...derivations(turns),
    ...Object.fromEntries([...CIPHERS, ...KEYS].map((name) => [name, refused(`crypto.${name}`, NO_CIPHERS)])),
    ...{ subtle, getRandomValues, webcrypto: crypto },
  };
}
