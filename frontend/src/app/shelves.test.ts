import { beforeEach, expect, test, vi } from "vitest";

import { forgetShelf, knownShelves, libraryIn, rememberShelf, tokenIn } from "./shelves";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

const shelf = (libraryId: string) => ({ libraryId, name: `Name of ${libraryId}`, token: `token of ${libraryId}` });

test("libraries are remembered once each, the newest first", () => {
  for (const id of ["a", "b", "a"]) rememberShelf(shelf(id));
  expect(knownShelves().map(({ libraryId }) => libraryId)).toEqual(["a", "b"]);
});

test("a library that is forgotten leaves the others", () => {
  for (const id of ["a", "b", "c"]) rememberShelf(shelf(id));
  forgetShelf("b");
  expect(knownShelves().map(({ libraryId }) => libraryId)).toEqual(["c", "a"]);
});

test("what is no list of libraries is none", () => {
  for (const odd of ["{", "7", "[1]", '[{"libraryId": "a"}]']) {
    kept.set("codesala.libraries", odd);
    expect(knownShelves()).toEqual([]);
  }
});

test("a link ends in its token, whatever stands around it", () => {
  const token = "A".repeat(22);
  expect(tokenIn(` https://host.example/sub/l/${token}/ `)).toBe(token);
  expect(tokenIn(token)).toBe(token);
  expect(tokenIn("https://host.example/l/short")).toBeNull();
});

test("an address under l/ is a library's, and no other is", () => {
  const base = "https://host.example/sub/";
  expect(libraryIn(`${base}l/samples`, base)).toBe("samples");
  expect(libraryIn(`${base}l/Ab-_9/?x`, base)).toBe("Ab-_9");
  for (const other of ["s/abc", "l/", "l/a/b", "", "x/l/abc"]) expect(libraryIn(base + other, base)).toBeNull();
});
