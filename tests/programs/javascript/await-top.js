import { setTimeout as sleep } from "timers/promises";

console.log(await sleep(5, "slept"));
const { default: fs } = await import("node:fs");
console.log(typeof fs.readFileSync);
const result = await Promise.all([1, 2].map(async (x) => x * 2));
console.log(result);
await new Promise((resolve) => setImmediate(resolve));
throw new Error("at the top");
