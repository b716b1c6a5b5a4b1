// Gives a WebAssembly program a limit of memory, by rewriting the one number in it that says how much it may have.
// Programs that ask for more are told that there is none: better than gigabytes of somebody's laptop.

export const MOST_BYTES = 512 * 2 ** 20;

const PAGE_BYTES = 65_536;
const MEMORY_SECTION = 5; // of the binary format, https://webassembly.github.io/spec/core/binary/modules.html
const HEADER_BYTES = 8;

/**
 * @param {Uint8Array} wasm  With one memory of its own, as compilers of today make it.
 * @returns {Uint8Array}
 */
export function limitMemory(wasm) {
  let at = HEADER_BYTES;
  while (at < wasm.length) {
    const id = wasm[at];
    const [size, begin] = readNumber(wasm, at + 1);
    if (id === MEMORY_SECTION) {
      const [count, limits] = readNumber(wasm, begin);
      const [flags, minimum] = readNumber(wasm, limits);
      if (count !== 1 || flags > 1) throw new Error("This program's memory is of a kind that is not known here.");
      const [pages] = readNumber(wasm, minimum);
      const content = [1, 1, ...number(pages), ...number(MOST_BYTES / PAGE_BYTES)];
      return Buffer.concat([
        wasm.subarray(0, at),
        Uint8Array.from([MEMORY_SECTION, ...number(content.length), ...content]),
        wasm.subarray(begin + size),
      ]);
    }
    at = begin + size;
  }
  throw new Error("This program has no memory of its own.");
}

/** LEB128, unsigned. @returns {[number, number]} the number and where it ends */
export function readNumber(/** @type {Uint8Array} */ bytes, /** @type {number} */ at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

export function number(/** @type {number} */ value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return [...bytes, value];
}
