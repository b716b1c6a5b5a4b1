import { readFileSync } from "node:fs";
import path, { join } from "path";

const numbers = readFileSync(0, "utf-8").split("\n").filter(Boolean).map(Number);
console.log(Math.max(...numbers), join("a", "..", "b"), path.extname("x.tar.gz"));
export default numbers;
