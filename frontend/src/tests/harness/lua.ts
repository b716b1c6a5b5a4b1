// Lua knows neither JSON nor null: what it is given is written as Lua, and what it returns is judged by what Lua tells apart.
import type { Json } from "../compare";
import { beside, type Given } from "./beside";
import text from "./lua.lua?raw";

export const lua = beside(text, "lua", givenIn, alike);

function givenIn({ entry, cases, nonce }: Given): string {
  const names = [...new Set([...cases.flatMap((one) => one.names), "Solution"])];
  const calls = cases.map(({ names, args, judged }) => {
    const place = judged === null ? "" : `, judged = ${judged + 1}`;
    return `{ names = ${written([...names])}, args = ${written([...args])}, count = ${args.length}${place} }`;
  });
  const given = `entry = ${quoted(entry)}, nonce = ${quoted(nonce)}, names = ${written(names)}`;
  return `{ ${given}, cases = { ${calls.join(", ")} } }`;
}

function written(value: Json): string {
  if (value === null) return "nil";
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `{ ${value.map(written).join(", ")} }`;
  return `{ ${Object.entries(value)
    .map(([name, one]) => `[${quoted(name)}] = ${written(one)}`)
    .join(", ")} }`;
}

const quoted = (text: string) =>
  JSON.stringify(text).replace(/\\(?:u([\da-f]{4})|(.))/g, (all, code?: string) => (code ? `\\u{${code}}` : all));

/** A table with a nil has nothing there, an empty one is list and object alike, and numbers from 1 on make a list. */
function alike(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  const named = Array.isArray(value)
    ? value.map((one, place): [string, Json] => [`${place + 1}`, one])
    : Object.entries(value);
  const held = named.filter(([, one]) => one !== null).map(([name, one]): [string, Json] => [name, alike(one)]);
  const fields = new Map(held);
  const places = Array.from(held, (_, place) => `${place + 1}`);
  return places.every((place) => fields.has(place))
    ? places.map((place) => fields.get(place) ?? null)
    : Object.fromEntries(held);
}
