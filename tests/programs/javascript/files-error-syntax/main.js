import { a } from "./good.js";
import { b } from "./bad.js";
console.log(a, b);
