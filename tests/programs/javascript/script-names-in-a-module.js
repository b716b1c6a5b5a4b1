import { join } from "path";
console.log(join("a", "b"), typeof require, typeof module, typeof __dirname);
try {
  require("fs");
} catch (error) {
  console.log(error.message);
}
const fs = require("fs");
