// What Node's functions take for bytes.

import { Buffer } from "buffer";

export type Data = string | ArrayBuffer | ArrayBufferView;

/** Of a text as UTF-8; nothing is copied. */
export function bytesOf(data: Data): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return data instanceof Uint8Array ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

export const areSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
