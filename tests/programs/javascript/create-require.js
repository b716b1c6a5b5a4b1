import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { EOL } = require("os");
console.log(JSON.stringify(EOL), fileURLToPath(import.meta.url).split("/").pop());
