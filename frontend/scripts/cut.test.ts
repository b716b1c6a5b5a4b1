import { parseAst } from "vite";
import { expect, test } from "vitest";

import { partsOf } from "./cut";

const LIBRARY = `import { frame } from "frames";
import { pop } from "pops";
export { passed } from "elsewhere";
const state = { list: 0 };
function view(list) { return frame(state.panel, list); }
class Panel { show() { return pop(state); } }
const unused = 1;
function panel$1() { return new Panel(); }
export { panel$1 as panel, view };`;

const parts = (code: string, late: Record<string, string[]>) =>
  partsOf(code, parseAst(code).body as unknown as Parameters<typeof partsOf>[1], late, "lib");

test("a late part has what only it needs, and takes the rest from the first", () => {
  const { source, whole } = parts(LIBRARY, { panels: ["panel"] });
  expect(source("panels")).toBe(
    `import { pop } from "pops";
import { state } from "lib?part=";
class Panel { show() { return pop(state); } }
function panel$1() { return new Panel(); }
export { Panel, panel$1 };`,
  );
  expect(source("")).toBe(
    `import { frame } from "frames";
const state = { list: 0 };
function view(list) { return frame(state.panel, list); }
export { state, view };`,
  );
  expect(whole).toBe(
    `export { passed } from "elsewhere";
export { panel$1 as panel } from "lib?part=panels";
export { view as view } from "lib?part=";`,
  );
});

test("a name that the first part needs as well cannot be late, nor one that is not there", () => {
  const needed = LIBRARY.replace("frame(state", "new Panel(state");
  expect(() => parts(needed, { panels: ["Panel"] })).toThrow("needed outside");
  expect(() => parts(LIBRARY, { panels: ["dialog"] })).toThrow("not there");
});

test("what a statement does at once belongs to the first part, with all that it needs", () => {
  const { source } = parts(`${LIBRARY}\npanel$1();`, {});
  expect(source("")).toContain("class Panel");
});

test("what only sets something up comes with what it sets up, or never", () => {
  const { source } = parts(
    `const table = {};
const none = [];
for (const one of ["a"]) table[one] = 1;
class Past {}
Past.empty = new Past(none);
document.title = "";
const view = 1;
function past() { return Past.empty; }
function stream() { return table; }
export { past, stream, view };`,
    { never: ["past"], streams: ["stream"] },
  );
  expect(source("")).toContain('document.title = "";');
  expect(source("")).not.toMatch(/Past|table\[/);
  expect(source("never")).toContain("Past.empty = new Past(none);");
  expect(source("streams")).toContain('for (const one of ["a"]) table[one] = 1;');
});

test("what one part is named to have, others take from there", () => {
  const { source } = parts(
    `class Context {}
function list() { return new Context(); }
function words(context) { return context; }
export { Context, list, words };`,
    { lists: ["list"], sources: ["Context", "words"] },
  );
  expect(source("lists")).toContain('import { Context } from "lib?part=sources";');
  expect(source("sources")).toContain("class Context {}");
});
