// The module crypto: random values, digests and signatures of text.

import { Buffer } from "buffer";

import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 };
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

export function makeCrypto() {
  const { crypto } = self;
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
    createHmac: (name: string, key: string | Uint8Array) =>
      new Digest(hmac.create(hashOf(name), typeof key === "string" ? Buffer.from(key) : key)),
    timingSafeEqual: (one: Uint8Array, other: Uint8Array) =>
      one.length === other.length && one.every((byte, at) => byte === other[at]),
    getHashes: () => Object.keys(HASHES),
    getRandomValues: crypto.getRandomValues.bind(crypto),
    webcrypto: crypto,
    subtle: crypto.subtle as SubtleCrypto | undefined,
  };
}
