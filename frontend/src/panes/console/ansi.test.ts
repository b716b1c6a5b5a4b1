import { expect, test } from "vitest";

import { AnsiReader } from "./ansi";

const read = (...chunks: string[]) => {
  const reader = new AnsiReader();
  return chunks.flatMap((chunk) => reader.read(chunk));
};
const text = (...chunks: string[]) =>
  read(...chunks)
    .map((span) => span.text)
    .join("");
const colours = (...chunks: string[]) => read(...chunks).map((span) => [span.text, span.style.colour]);

test("the sixteen colours are read, and 0 takes them back", () => {
  expect(colours("a\u001b[31mb\u001b[92mc\u001b[0md\u001b[34me\u001b[39mf")).toEqual([
    ["a", null],
    ["b", "red"],
    ["c", "green+"],
    ["d", null],
    ["e", "blue"],
    ["f", null],
  ]);
});

test("styles add up, and an empty SGR resets", () => {
  const [first, second, third] = read("\u001b[1;4;41mx\u001b[22my\u001b[mz");
  expect(first?.style).toMatchObject({ isBold: true, isUnderlined: true, background: "red" });
  expect(second?.style).toMatchObject({ isBold: false, isUnderlined: true, background: "red" });
  expect(third?.style).toMatchObject({ isBold: false, isUnderlined: false, background: null });
});

test("colours of a palette and of three numbers become the nearest of the sixteen", () => {
  expect(colours("\u001b[38;5;196mr")).toEqual([["r", "red+"]]);
  expect(colours("\u001b[38;5;2mg")).toEqual([["g", "green"]]);
  expect(colours("\u001b[38;2;10;10;180mb")).toEqual([["b", "blue"]]);
  expect(colours("\u001b[38;5;244mw\u001b[1mx")).toEqual([
    ["w", "black+"],
    ["x", "black+"],
  ]);
});

test("a sequence may be cut anywhere", () => {
  const whole = "a\u001b[1;31mb\u001b]0;title\u0007c\u001b[2Kd";
  for (let at = 0; at <= whole.length; at += 1) {
    expect(text(whole.slice(0, at), whole.slice(at)), `cut at ${at}`).toBe("abcd");
  }
});

test("other escapes and control characters are dropped, tabs and line ends stay", () => {
  expect(
    text("\u001b[2J\u001b[10;5Hmoved\u001b[?25l \u001b(B\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\\u0000\u0007"),
  ).toBe("moved link");
  expect(text("a\tb\r\nc")).toBe("a\tb\r\nc");
});

test("an escape that never ends takes no more than 4,096 characters of memory", () => {
  const reader = new AnsiReader();
  const spans = reader.read(`\u001b]${"x".repeat(5_000)}`);
  expect(spans.map((span) => span.text).join("")).toContain("xxx");
});
