import { readFileSync } from "node:fs";

function parse(text) {
  try {
    if (!text.startsWith('{"')) throw new RangeError("a key is a text");
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("this is no JSON", { cause });
  }
}

function settings() {
  try {
    return parse("{ port: 80 }");
  } catch (cause) {
    throw new Error("no settings", { cause });
  }
}

try {
  settings();
} catch (error) {
  console.log(error);
}

async function later() {
  await null;
  try {
    settings();
  } catch (cause) {
    throw new Error("later", { cause });
  }
}

await later().catch((error) => console.log(error));

try {
  readFileSync("settings.json");
} catch (cause) {
  throw new Error("no file", { cause });
}
