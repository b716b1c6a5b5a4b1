// Buffer: the well-known package, whose errors say what Node's do.

import { Buffer } from "buffer";
import { inspect } from "node-inspect-extracted";

import { check, type Check, coded, type Method, outOfRange, wrongType } from "./errors";

const MOST_BYTES = 2 ** 32;
const FIRST = "of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object";

const NUMBERS = /^(read|write)(Big)?(U)?(Int|Float|Double)(8|16|32|64)?(?:[LB]E)?$/i;

const MOST_SIGNS = 2 ** 29 - 24; // of a text
const isUtf8 = (bytes: Uint8Array) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes) !== null;
  } catch {
    return false;
  }
};
const isAscii = (bytes: Uint8Array) => bytes.every((byte) => byte < 128);

/** The module `buffer`. */
export const buffer = {
  ...{ Buffer, Blob, File, atob, btoa, isUtf8, isAscii, INSPECT_MAX_BYTES: 50 },
  ...{ kMaxLength: MOST_BYTES, kStringMaxLength: MOST_SIGNS },
  constants: { MAX_LENGTH: MOST_BYTES, MAX_STRING_LENGTH: MOST_SIGNS },
};

/** Before a program first sees it. */
export function failAsNodeDoes(): void {
  check(Buffer, "from", (from, value) => {
    const isTaken = typeof value === "string" || (typeof value === "object" && value !== null);
    if (!isTaken) throw wrongType("first argument", FIRST, value, from);
  });
  for (const name of ["alloc", "allocUnsafe", "allocUnsafeSlow"]) {
    check(Buffer, name, (from, size) => {
      if (typeof size !== "number") throw wrongType("size", "of type number", size, from);
      if (!(size >= 0 && size <= MOST_BYTES)) throw outOfRange("size", `>= 0 && <= ${MOST_BYTES}`, size, from);
    });
  }
  check(Buffer, "concat", (from, list) => {
    if (!Array.isArray(list)) throw wrongType("list", "an instance of Array", list, from);
    for (const [at, one] of list.entries()) {
      if (!(one instanceof Uint8Array))
        throw wrongType(`list[${at}]`, "an instance of Buffer or Uint8Array", one, from);
    }
  });
  check(Buffer, "byteLength", (from, value) => {
    if (typeof value === "string" || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return;
    throw wrongType("string", "of type string or an instance of Buffer or ArrayBuffer", value, from);
  });
  check(Buffer.prototype, "toString", (from, encoding) => {
    if (typeof encoding !== "string" || Buffer.isEncoding(encoding)) return;
    throw coded(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`, from);
  });
  checkNumbers();
  knowBase64url();
  Object.defineProperty(Buffer.prototype, inspect.custom, { value: shown });
}

const MOST_SHOWN = 50; // bytes

function shown(this: Buffer): string {
  const bytes = Array.from(this.subarray(0, MOST_SHOWN), (byte) => ` ${byte.toString(16).padStart(2, "0")}`).join("");
  const more = this.length - MOST_SHOWN;
  return `<Buffer${bytes || " "}${more > 0 ? ` ... ${more} more byte${more > 1 ? "s" : ""}` : ""}>`;
}

const isUrl = (encoding: unknown) => typeof encoding === "string" && encoding.toLowerCase() === "base64url";

/** The package reads these signs as base64, but does not know the name, and writes others. */
function knowBase64url(): void {
  const { toString: write }: { toString: (encoding?: string, ...range: number[]) => string } = Buffer.prototype;
  for (const [on, name] of [
    [Buffer, "from"],
    [Buffer, "alloc"],
    [Buffer, "byteLength"],
    [Buffer.prototype, "write"],
    [Buffer.prototype, "fill"],
    [Buffer.prototype, "indexOf"],
    [Buffer.prototype, "includes"],
  ] as const) {
    const call = Reflect.get(on, name) as Method;
    const { [name]: known } = {
      [name](this: unknown, ...values: unknown[]) {
        const asked = values.map((value, at) => (at > 0 && isUrl(value) ? "base64" : value));
        return Reflect.apply(call, this, asked);
      },
    };
    Object.defineProperty(on, name, { value: known });
  }
  const { isEncoding } = Buffer;
  const isKnown = (encoding: string): encoding is BufferEncoding => isUrl(encoding) || isEncoding(encoding);
  Object.defineProperty(Buffer, "isEncoding", { value: isKnown });
  const signs: Record<string, string> = { "+": "-", "/": "_", "=": "" };
  Object.defineProperty(Buffer.prototype, "toString", {
    value: function toString(this: Buffer, encoding?: string, ...range: number[]) {
      if (!isUrl(encoding)) return write.call(this, encoding, ...range);
      return write.call(this, "base64", ...range).replace(/[+/=]/g, (sign) => signs[sign] ?? "");
    },
  });
}

/** What reads and writes one number. */
function checkNumbers(): void {
  for (const name of Object.keys(Buffer.prototype)) {
    const [, direction, isBig, isUnsigned, kind = "", bits] = NUMBERS.exec(name) ?? [];
    if (!direction) continue;
    const bytes = bits ? Number(bits) / 8 : kind === "Float" ? 4 : kind === "Double" ? 8 : 0;
    if (bytes === 0) continue; // of a length that is given
    const refuseOffset: Check = function (from, offset = 0) {
      if (typeof offset !== "number") throw wrongType("offset", "of type number", offset, from);
      const last = (this as Uint8Array).length - bytes;
      if (Number.isInteger(offset) && offset >= 0 && offset <= last) return;
      if (!Number.isInteger(offset)) throw outOfRange("offset", "an integer", offset, from);
      if (last < 0)
        throw coded(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds", from);
      throw outOfRange("offset", `>= 0 and <= ${last}`, offset, from);
    };
    if (direction === "read") {
      check(Buffer.prototype, name, refuseOffset);
      continue;
    }
    check(Buffer.prototype, name, function (from, value, offset) {
      if (/int/i.test(kind) && !isBig) refuseValue(Number(value), 8 * bytes, Boolean(isUnsigned), from);
      Reflect.apply(refuseOffset, this, [from, offset]);
    });
  }
}

function refuseValue(value: number, bits: number, isUnsigned: boolean, from: Method): void {
  const least = isUnsigned ? 0 : -(2 ** (bits - 1));
  const most = 2 ** (isUnsigned ? bits : bits - 1) - 1;
  if (value < least || value > most) throw outOfRange("value", `>= ${least} and <= ${most}`, value, from);
}
