// Leaves out of the compiler's headers and libraries what no C++ program for WebAssembly can use: intrinsics of other
// processors, GPU languages, sanitizers, C++03. Blocks of the tar file are copied as they are.
const BLOCK_BYTES = 512;
const LEFT_OUT = [
  /^include\/c\+\+\/v1\/__cxx03(\/|$)/,
  /^include\/(orc|fuzzer|sanitizer|profile|cuda_wrappers|openmp_wrappers|ppc_wrappers|hlsl|llvm_\w+_wrappers|zos_wrappers)(\/|$)/,
  // Of the compiler's own headers those stay that are not for a processor: floats, limits, varargs, tgmath, wasm.
  /^include\/(?!wasm_)[\w-]*(intrin|opencl|altivec|hexagon|hvx|vecintrin|hip|cuda|arm_|riscv|sifive|andes|htmx?x?|s390|msa|lasx|lsx|larch|velintrin|amxintrin)[\w-]*\.h$/,
  /^share(\/|$)/,
  /^lib\/.*\.so$/,
  /^lib\/.*\/libclang_rt\.profile\.a$/,
  /^lib\/.*\/libc\+\+experimental\.a$/,
];

/**
 * @param {Uint8Array} tar
 * @returns {Generator<{path: string, blocks: Uint8Array, content: Uint8Array}>} Of each file; `blocks` with its header.
 */
export function* entriesOf(tar) {
  const decoder = new TextDecoder();
  for (let at = 0; at + BLOCK_BYTES <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK_BYTES);
    const text = (/** @type {number} */ from, /** @type {number} */ to) =>
      decoder.decode(header.subarray(from, to)).replace(/\0.*$/s, "");
    const name = text(0, 100);
    if (!name) break; // zero blocks end the file
    const prefix = text(345, 500);
    const path = (prefix ? `${prefix}/${name}` : name).replace(/^\.\//, "").replace(/\/$/, "");
    const bytes = Number.parseInt(text(124, 136), 8);
    const end = at + BLOCK_BYTES * (1 + Math.ceil(bytes / BLOCK_BYTES));
    yield { path, blocks: tar.subarray(at, end), content: tar.subarray(at + BLOCK_BYTES, at + BLOCK_BYTES + bytes) };
    at = end;
  }
}

/** @param {Uint8Array} tar @returns {Uint8Array} The smaller tar. */
export function lessOf(tar) {
  const kept = [];
  for (const { path, blocks } of entriesOf(tar)) if (!LEFT_OUT.some((pattern) => pattern.test(path))) kept.push(blocks);
  kept.push(new Uint8Array(2 * BLOCK_BYTES));
  return Buffer.concat(kept);
}
