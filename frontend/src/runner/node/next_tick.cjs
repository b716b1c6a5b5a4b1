// What the package of streams takes for its `process`: the program's own.
module.exports = globalThis.process;
