import { parse } from "./parse.js";

const lines: string[] = ["1", "x"];
for (const line of lines) console.log(parse(line));
