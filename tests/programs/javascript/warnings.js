process.on("warning", (w) => console.log("heard", w.name, w.message));
process.emitWarning("careful", "CustomWarning", "C001");
const b = require("events");
const e = new b();
for (let i = 0; i < 11; i++) e.on("x", () => {});
const { deprecate } = require("util");
const old = deprecate((value) => value + 1, "old() is deprecated", "DEP1");
console.log(old(1), old(2));
process.emitWarning("with details", { type: "Other", code: "O1", detail: "what to do" });
