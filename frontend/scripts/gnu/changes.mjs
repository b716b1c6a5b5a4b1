// How a change of a header is written down.

/** By path below include/c++/v1: what is replaced by what, how often. @typedef {Record<string, [from: string | RegExp, to: string, times?: number][]>} Changes */

/** @param {string} name Of a header in native/gnu. @returns {[RegExp, string]} */
export const including = (name) => [/^#( *)include <__config>\n/gm, `$&#$1include <__gnu/${name}.h>\n`];
