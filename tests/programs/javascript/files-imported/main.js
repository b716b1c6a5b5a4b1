import { readFileSync } from "node:fs";
import Stack, { sizeOf as size, VERSION } from "./lib/stack.js";
import * as shapes from "./lib/shapes.mjs";
import table from "./data/table.json" with { type: "json" };
import script, { answer } from "./lib/script.cjs";
import "./lib/effect.js";

const stack = new Stack();
stack.push(1).push(2);
console.log(size(stack), VERSION, Object.keys(shapes), shapes.area(3));
console.log(table.rows[1], answer, script.more, typeof require);
console.log(readFileSync(new URL("./data/words.txt", import.meta.url), "utf8").trim());
const { late } = await import("./lib/late.js");
const name = "late";
console.log(late, (await import(`./lib/${name}.js`)).late === late);
await import("./lib/none.js").catch(({ code }) => console.log(code));
