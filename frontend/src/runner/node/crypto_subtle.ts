// crypto.subtle, which browsers have on secure pages only: digests, HMAC, and keys of passwords.

import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { CHash } from "@noble/hashes/utils.js";

import { areSame, bytesOf } from "./bytes";
import type { Turns } from "./turns/turns";

const HASHES: Record<string, CHash> = { "SHA-1": sha1, "SHA-256": sha256, "SHA-384": sha384, "SHA-512": sha512 };
const OTHERS =
  "crypto.subtle here has SHA digests, HMAC, PBKDF2 and HKDF. AES, RSA and elliptic curves do not run here: " +
  "call a function of your own that stands for them.";

type Bytes = ArrayBuffer | ArrayBufferView;

interface Algorithm {
  name: string;
  hash?: string | { name: string };
  length?: number;
  salt?: Bytes;
  info?: Bytes;
  iterations?: number;
}

const bufferOf = (bytes: Uint8Array) => Uint8Array.from(bytes).buffer;
const nameOf = (algorithm: string | { name: string } | undefined) =>
  (typeof algorithm === "string" ? algorithm : (algorithm?.name ?? "")).toUpperCase();

function hashOf(algorithm: string | { name: string } | undefined): CHash {
  const found = HASHES[nameOf(algorithm)];
  if (!found) throw new DOMException("Unrecognized algorithm name", "NotSupportedError");
  return found;
}

class CryptoKey {
  readonly type = "secret";
  readonly #bytes: Uint8Array;

  constructor(
    bytes: Uint8Array,
    readonly algorithm: object,
    readonly extractable: boolean,
    readonly usages: string[],
  ) {
    this.#bytes = bytes;
  }

  /** The key itself, if it may be used so. */
  static bytesOf(key: CryptoKey, usage: string, ...others: string[]): Uint8Array {
    if (![usage, ...others].some((one) => key.usages.includes(one))) {
      throw new DOMException(`Unable to use this key to ${usage}`, "InvalidAccessError");
    }
    return key.#bytes;
  }

  static exported(key: CryptoKey): Uint8Array {
    if (!key.extractable) throw new DOMException("key is not extractable", "InvalidAccessError");
    return key.#bytes;
  }
}

function keyOf(bytes: Uint8Array, algorithm: string | Algorithm, isExtractable: boolean, usages: string[]) {
  const name = nameOf(algorithm);
  const { hash } = algorithm as Algorithm;
  if (name === "PBKDF2" || name === "HKDF") return new CryptoKey(bytes, { name }, isExtractable, usages);
  if (name !== "HMAC") return refuse();
  hashOf(hash);
  const made = { length: bytes.length * 8, name, hash: { name: nameOf(hash) } };
  return new CryptoKey(bytes, made, isExtractable, usages);
}

const signed = (key: CryptoKey, usage: string, data: Bytes) =>
  hmac(hashOf((key.algorithm as Algorithm).hash), CryptoKey.bytesOf(key, usage), bytesOf(data));

function derived(algorithm: Algorithm, key: CryptoKey, bits: number): Uint8Array {
  const bytes = CryptoKey.bytesOf(key, "deriveBits", "deriveKey");
  const salt = bytesOf(algorithm.salt ?? new ArrayBuffer());
  const length = bits / 8;
  const name = nameOf(algorithm);
  if (name === "PBKDF2")
    return pbkdf2(hashOf(algorithm.hash), bytes, salt, { c: algorithm.iterations ?? 1, dkLen: length });
  if (name !== "HKDF") return refuse();
  return hkdf(hashOf(algorithm.hash), bytes, salt, bytesOf(algorithm.info ?? new ArrayBuffer()), length);
}

const sizeOf = ({ hash, length }: Algorithm) => (length ? length / 8 : hashOf(hash).blockLen);

const METHODS = {
  digest: (algorithm: string | Algorithm, data: Bytes) => bufferOf(hashOf(algorithm)(bytesOf(data))),
  importKey(format: string, data: Bytes, algorithm: string | Algorithm, isExtractable: boolean, usages: string[]) {
    if (format !== "raw") return refuse();
    return keyOf(Uint8Array.from(bytesOf(data)), algorithm, isExtractable, usages);
  },
  generateKey: (algorithm: Algorithm, isExtractable: boolean, usages: string[]) =>
    keyOf(self.crypto.getRandomValues(new Uint8Array(sizeOf(algorithm))), algorithm, isExtractable, usages),
  exportKey(format: string, key: CryptoKey) {
    const bytes = CryptoKey.exported(key);
    if (format !== "raw") return refuse();
    return bufferOf(bytes);
  },
  sign: (_algorithm: unknown, key: CryptoKey, data: Bytes) => bufferOf(signed(key, "sign", data)),
  verify(_algorithm: unknown, key: CryptoKey, signature: Bytes, data: Bytes) {
    return areSame(bytesOf(signature), signed(key, "verify", data));
  },
  deriveBits: (algorithm: Algorithm, key: CryptoKey, bits: number) => bufferOf(derived(algorithm, key, bits)),
  deriveKey: (algorithm: Algorithm, key: CryptoKey, wanted: Algorithm, isExtractable: boolean, usages: string[]) =>
    keyOf(derived(algorithm, key, sizeOf(wanted) * 8), wanted, isExtractable, usages),
  encrypt: refuse,
  decrypt: refuse,
  wrapKey: refuse,
  unwrapKey: refuse,
};

function refuse(): never {
  throw Object.assign(new Error(OTHERS), { code: "ERR_FEATURE_UNAVAILABLE" });
}

/** Each answers in a turn of its own, as what another thread computes. */
export function makeSubtle(turns: Turns): object {
  const later = (call: (...given: never[]) => unknown) => {
    return (...given: never[]) => turns.promise(() => call(...given));
  };
  return Object.fromEntries(Object.entries(METHODS).map(([name, call]) => [name, later(call)]));
}
