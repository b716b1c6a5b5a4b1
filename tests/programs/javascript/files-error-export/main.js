import { add, sub } from "./numbers.js";
console.log(add(1, 2), sub(1, 2));
