const { parseArgs } = require("node:util");
const { values, positionals } = parseArgs({
  args: ["-f", "--bar", "b", "pos", "--no-color", "--list=1", "--list", "2"],
  options: {
    foo: { type: "boolean", short: "f" },
    bar: { type: "string" },
    color: { type: "boolean" },
    list: { type: "string", multiple: true },
    level: { type: "string", default: "info" },
  },
  allowPositionals: true,
  allowNegative: true,
  strict: false,
});
console.log(values, positionals);
