import { EOL } from "node:os";

export const parse = (text) => {
  const lines = text.split(EOL); // }
  return lines.map((line) => ({ line, size: "}".length }));
}};

console.log(parse("a"));
