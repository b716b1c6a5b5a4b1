import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";

import { limited, type Refusal, refusalOf, sizeLimits, utf8Bytes } from "./limits";

const limits = { frameBytes: 1_000_000, documentBytes: 100 };

test("bytes are counted as UTF-8 has them", () => {
  for (const text of ["", "abc", "ñ", "€", "😀", "a😀ñ€\n", "x".repeat(1000)]) {
    expect(utf8Bytes(text), text).toBe(new TextEncoder().encode(text).length);
  }
});

test("an insertion up to the limit may happen, one byte more may not", () => {
  expect(refusalOf(60, 40, 0, limits)).toBeNull();
  expect(refusalOf(60, 41, 0, limits)).toEqual({ insertedBytes: 41, limitBytes: 100, isTooBigAlone: false });
});

test("replacing counts what goes away", () => {
  expect(refusalOf(100, 30, 30, limits)).toBeNull();
});

test("a text that others made too long can still be shortened", () => {
  expect(refusalOf(150, 5, 20, limits)).toBeNull();
  expect(refusalOf(150, 0, 20, limits)).toBeNull();
});

test("what would not fit into one message is refused even where the text has room", () => {
  expect(refusalOf(0, 9_000, 0, { frameBytes: 10_000, documentBytes: 1e9 })?.isTooBigAlone).toBe(true);
});

test("a refused paste leaves the text as it was and is told once", () => {
  const told: Refusal[] = [];
  const state = EditorState.create({
    doc: "kept",
    extensions: sizeLimits(
      limited(
        () => limits,
        (refusal) => told.push(refusal),
      ),
    ),
  });
  const refused = state.update({ changes: { from: 4, insert: "ñ".repeat(60) } });
  expect(refused.state.doc.toString()).toBe("kept");
  expect(told).toEqual([{ insertedBytes: 120, limitBytes: 100, isTooBigAlone: true }]);
  const allowed = refused.state.update({ changes: { from: 4, insert: "!" } });
  expect(allowed.state.doc.toString()).toBe("kept!");
});

test("a session's limit counts what stands in its other files", () => {
  const limits = { frameBytes: 100_000, documentBytes: 2_000, elsewhereBytes: 1_200 };
  expect(refusalOf(700, 100, 0, limits)).toBeNull();
  expect(refusalOf(700, 101, 0, limits)).toMatchObject({ limitBytes: 2_000, isTooBigAlone: false });
});
