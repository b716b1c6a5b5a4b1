// Changes functions of WebAssembly programs.
//
// `widenFrame` makes one use up some of the program's own stack each time it is called.
// CPython measures how deep it is by that stack, and puts off freeing objects that hang on each other in a long chain.
// Its function that frees needs none of it: without this, a list of 3,000 nodes overflows the browser's stack instead.
import { number, readNumber } from "./memory.mjs";

const [IMPORTS, FUNCTIONS, EXPORTS, CODE] = [2, 3, 7, 10];
const [FUNCTION, TABLE, MEMORY, GLOBAL, TAG] = [0, 1, 2, 3, 4];
const HEADER_BYTES = 8;
const LOCAL_GET = 0x20;
const [GLOBAL_GET, GLOBAL_SET, I32_CONST, I32_ADD, I32_SUB, CALL, END] = [0x23, 0x24, 0x41, 0x6a, 0x6b, 0x10, 0x0b];

/**
 * @param {Uint8Array} wasm
 * @param {string} name  Of an exported function that takes one number and returns nothing.
 * @param {string} pointer  Of the exported global that is the stack pointer.
 * @param {number} bytes  A multiple of 16.
 * @returns {Uint8Array}
 */
export function widenFrame(wasm, name, pointer, bytes) {
  const sections = sectionsOf(wasm);
  const imported = countImports(sections.get(IMPORTS));
  const exported = exportsOf(sections.get(EXPORTS));
  const index = exported.get(`${FUNCTION} ${name}`);
  const stack = exported.get(`${GLOBAL} ${pointer}`);
  if (index === undefined || stack === undefined) throw new Error(`This program exports no ${name} or ${pointer}.`);
  const types = itemsOf(sections.get(FUNCTIONS), (bytes, at) => readNumber(bytes, at)[1]);
  const bodies = bodiesOf(sections.get(CODE));
  const own = index - imported;
  const move = (/** @type {number} */ how) => [
    GLOBAL_GET,
    ...number(stack),
    I32_CONST,
    ...signed(bytes),
    how,
    GLOBAL_SET,
    ...number(stack),
  ];
  const call = [LOCAL_GET, 0, CALL, ...number(imported + types.length)];
  const wrapper = Uint8Array.from([0, ...move(I32_SUB), ...call, ...move(I32_ADD), END]);
  types.push(types[own]);
  bodies.push(bodies[own]);
  bodies[own] = Uint8Array.from([...number(wrapper.length), ...wrapper]);
  sections.set(FUNCTIONS, joined(types));
  sections.set(CODE, joined(bodies));
  return whole(wasm, sections);
}

/**
 * The program with another body of one function.
 * @param {Uint8Array} wasm
 * @param {string} name  Of an exported function.
 * @param {(body: Buffer, indexOf: (name: string) => number) => Uint8Array} how  Gets the body without its size, and
 *   finds the numbers of other exported functions.
 * @returns {Uint8Array}
 */
export function change(wasm, name, how) {
  const sections = sectionsOf(wasm);
  const exported = exportsOf(sections.get(EXPORTS));
  const indexOf = (/** @type {string} */ name) => {
    const index = exported.get(`${FUNCTION} ${name}`);
    if (index === undefined) throw new Error(`This program exports no ${name}.`);
    return index;
  };
  const bodies = bodiesOf(sections.get(CODE));
  const own = indexOf(name) - countImports(sections.get(IMPORTS));
  const [, begin] = readNumber(bodies[own], 0);
  const changed = how(Buffer.from(bodies[own].subarray(begin)), indexOf);
  bodies[own] = Buffer.concat([Uint8Array.from(number(changed.length)), changed]);
  sections.set(CODE, joined(bodies));
  return whole(wasm, sections);
}

function bodiesOf(/** @type {Uint8Array} */ code) {
  return itemsOf(code, (bytes, at) => {
    const [size, begin] = readNumber(bytes, at);
    return begin + size;
  });
}

function whole(/** @type {Uint8Array} */ wasm, /** @type {Map<number | symbol, Uint8Array>} */ sections) {
  const parts = [wasm.subarray(0, HEADER_BYTES)];
  for (const [key, content] of sections) {
    const id = typeof key === "number" ? key : 0;
    parts.push(Uint8Array.from([id, ...number(content.length)]), content);
  }
  return Buffer.concat(parts);
}

/** In their order; by number, but custom ones, of which there are several, by a symbol. */
function sectionsOf(/** @type {Uint8Array} */ wasm) {
  /** @type {Map<number | symbol, Uint8Array>} */
  const sections = new Map();
  for (let at = HEADER_BYTES; at < wasm.length;) {
    const id = wasm[at];
    const [size, begin] = readNumber(wasm, at + 1);
    sections.set(id === 0 ? Symbol("custom") : id, wasm.subarray(begin, begin + size));
    at = begin + size;
  }
  return sections;
}

function itemsOf(/** @type {Uint8Array} */ section, /** @type {(bytes: Uint8Array, at: number) => number} */ endOf) {
  const items = [];
  let [count, at] = readNumber(section, 0);
  for (; count > 0; count -= 1) {
    const end = endOf(section, at);
    items.push(section.subarray(at, end));
    at = end;
  }
  return items;
}

function joined(/** @type {Uint8Array[]} */ items) {
  return Buffer.concat([Uint8Array.from(number(items.length)), ...items]);
}

function countImports(/** @type {Uint8Array} */ section) {
  let functions = 0;
  itemsOf(section, (bytes, start) => {
    let at = skipName(bytes, skipName(bytes, start));
    const kind = bytes[at++];
    if (kind === FUNCTION) functions += 1;
    if (kind === TAG) at += 1;
    if (kind === GLOBAL) return at + 2;
    if (kind === TABLE) at += 1;
    if (kind === TABLE || kind === MEMORY) {
      const isBounded = (bytes[at] & 1) === 1;
      const [, next] = readNumber(bytes, at + 1);
      return isBounded ? readNumber(bytes, next)[1] : next;
    }
    return readNumber(bytes, at)[1];
  });
  return functions;
}

function exportsOf(/** @type {Uint8Array} */ section) {
  /** @type {Map<string, number>} */
  const found = new Map();
  itemsOf(section, (bytes, start) => {
    const at = skipName(bytes, start);
    const [length, begin] = readNumber(bytes, start);
    const [index, end] = readNumber(bytes, at + 1);
    found.set(`${bytes[at]} ${new TextDecoder().decode(bytes.subarray(begin, begin + length))}`, index);
    return end;
  });
  return found;
}

function skipName(/** @type {Uint8Array} */ bytes, /** @type {number} */ at) {
  const [length, begin] = readNumber(bytes, at);
  return begin + length;
}

/** LEB128, signed, of a positive number. */
function signed(/** @type {number} */ value) {
  const bytes = number(value);
  const last = bytes.length - 1;
  return (bytes[last] & 0x40) === 0 ? bytes : [...bytes.slice(0, last), bytes[last] | 0x80, 0];
}
