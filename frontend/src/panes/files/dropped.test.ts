// What is dropped: folders, zips, texts of other systems, and what is no text.
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";

import { folded, found, freePath, read } from "./dropped";

/** As a browser hands a folder over. */
function folder(name: string, inside: (FileSystemEntry | File)[]): FileSystemEntry {
  const readEntries = (take: (entries: unknown[]) => void) => take(inside.splice(0, 2));
  return { name, isDirectory: true, createReader: () => ({ readEntries }) } as unknown as FileSystemEntry;
}
const entry = (file: File) =>
  ({
    name: file.name,
    isDirectory: false,
    file: (take: (file: File) => void) => take(file),
  }) as unknown as FileSystemEntry;
const file = (name: string, content: string | Uint8Array<ArrayBuffer> = "x") => new File([content], name);

test("a folder comes with all that is in it but what tools have made", async () => {
  const project = folder("shop", [
    entry(file("main.py")),
    folder("node_modules", [entry(file("a.js"))]),
    folder("lib", [entry(file("one.py")), entry(file("two.py")), entry(file("three.py"))]),
    folder("__pycache__", [entry(file("main.pyc"))]),
  ]);
  expect((await found([project, file("data.csv"), null])).map(({ path }) => path)).toEqual([
    ...["shop/lib/one.py", "shop/lib/three.py", "shop/lib/two.py", "shop/main.py"],
    "data.csv",
  ]);
});

test("a zip is unpacked, without what macOS adds, and one that is none is refused with its reason", async () => {
  const zip = zipSync({ "a/util.py": strToU8("one"), "__MACOSX/a/._util.py": strToU8("x"), "b.txt": strToU8("two") });
  const files = await found([file("all.zip", new Uint8Array(zip))]);
  expect(files.map(({ path }) => path)).toEqual(["a/util.py", "b.txt"]);
  expect(files[0] && (await read(files[0].file))).toEqual({ kind: "text", text: "one" });
  const [broken] = await found([file("no.zip", "no zip")]);
  expect(broken && (await read(broken.file))).toEqual({ kind: "refused", why: "unreadable" });
});

test("texts of Windows become texts as all others, and what is no text says so", async () => {
  expect(await read(file("a.txt", "one\r\ntwo\rthree"))).toEqual({ kind: "text", text: "one\ntwo\nthree" });
  const utf16 = new Uint8Array([0xff, 0xfe, 0xe9, 0, 0x0a, 0]);
  expect(await read(file("a.txt", utf16))).toEqual({ kind: "text", text: "é\n" });
  expect(await read(file("a.png", new Uint8Array([0x89, 0x50, 0xff])))).toEqual({ kind: "refused", why: "binary" });
  expect(await read(file("a.bin", "a\0b"))).toEqual({ kind: "refused", why: "binary" });
  expect(await read(file("a.csv", "x".repeat(1_048_577)))).toEqual({ kind: "refused", why: "large" });
});

test("a second file of a name is numbered, whatever its case", () => {
  expect(freePath("util.py", ["util.py"].map(folded))).toBe("util-1.py");
  expect(freePath("lib/Util.py", ["lib/util-1.py"].map(folded))).toBe("lib/Util-2.py");
  expect(freePath("Makefile", [])).toBe("Makefile-1");
});
