import { describe, expect, it } from "vitest";

import { countLines, GOES_ON, LIMITS, OutputMeter } from "./limits";
import type { Piece } from "./messages";

const text = (pieces: Piece[]) => pieces.map((piece) => piece.text).join("");
/** What is shown of a program that prints these texts and ends. */
const shown = (...texts: string[]) => {
  const meter = new OutputMeter();
  return text([...texts.flatMap((each) => meter.take("stdout", each).pieces), ...meter.end()]);
};
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index}\n`).join("");

describe("the limits of one run's output", () => {
  it("lets everything pass below them", () => {
    const meter = new OutputMeter();
    for (let line = 0; line < LIMITS.first.lines; line += 1) {
      const pieces = [{ stream: "stdout", text: "ñandú\n" }];
      expect(meter.take("stdout", "ñandú\n")).toEqual({ pieces, over: null });
    }
    expect(meter.end()).toEqual([]);
  });

  it("keeps the first and the last lines, and says how many are left out, however they come", () => {
    const expected = `${numbers(0, 4_000)}${GOES_ON}… 5,000 lines were left out. …\n${numbers(9_000, 10_000)}`;
    expect(shown(numbers(0, 10_000))).toBe(expected);
    expect(shown(...numbers(0, 10_000).split(/(?<=\n)/))).toBe(expected);
    expect(shown(...(numbers(0, 10_000).match(/[^]{1,7}/g) ?? []))).toBe(expected);
  });

  it("leaves nothing out of what is little more", () => {
    expect(shown(numbers(0, 4_500))).toBe(`${numbers(0, 4_000)}${GOES_ON}${numbers(4_000, 4_500)}`);
    expect(shown(`${numbers(0, 5_001)}end`)).toBe(
      `${numbers(0, 4_000)}${GOES_ON}… 1 line was left out. …\n${numbers(4_001, 5_001)}end`,
    );
  });

  it("tells the streams apart at the end too", () => {
    const meter = new OutputMeter();
    meter.take("stdout", numbers(0, 9_000));
    meter.take("stderr", "Error\n");
    const [notice, out, error] = meter.end();
    expect(notice).toEqual({ stream: "stderr", text: "… 4,001 lines were left out. …\n" });
    expect(out).toEqual({ stream: "stdout", text: numbers(8_001, 9_000) });
    expect(error).toEqual({ stream: "stderr", text: "Error\n" });
  });

  it("counts characters too, and never cuts one in two", () => {
    const end = shown(`x${"🙂".repeat(200_000)}`);
    expect(end.startsWith(`x${"🙂".repeat(99_999)}\n${GOES_ON}… 1 line was left out. …\n🙂`)).toBe(true);
    expect(end.endsWith("🙂".repeat(20_000))).toBe(true);
    expect(end).not.toMatch(/\p{Surrogate}/u);
    expect(end.length).toBeLessThan(241_000);
  });

  it("shows the question whenever a person is asked, and forgets nothing of the end", () => {
    const meter = new OutputMeter();
    meter.take("stdout", numbers(0, 6_000) + "Name? ");
    expect(text(meter.question())).toBe(`… 1,980 lines were left out. …\n${numbers(5_980, 6_000)}Name? `);
    meter.take("stdout", "Hello\n");
    expect(text(meter.end())).toBe("Hello\n");
  });

  it("is within what the server keeps of a run, whatever is asked", () => {
    const meter = new OutputMeter();
    let chars = 0;
    for (let turn = 0; turn < 100; turn += 1) {
      for (const piece of meter.take("stdout", `${"x".repeat(70)}\n`.repeat(300)).pieces) chars += piece.text.length;
      for (const piece of meter.question()) chars += piece.text.length;
    }
    for (const piece of meter.end()) chars += piece.text.length;
    expect(chars).toBeLessThan(262_144 - 10_000);
  });

  it("ends who prints endlessly", () => {
    const meter = new OutputMeter();
    let over: string | null = null;
    for (let turn = 0; over === null; turn += 1) over = meter.take("stdout", "x\n".repeat(1_000)).over;
    expect(over).toBe("Stopped after 200000 lines of output.");
    expect(new OutputMeter().take("stdout", "x".repeat(2_000_001)).over).toBe("Stopped after 2 MB of output.");
  });

  it("leaves escapes and zero bytes as they are: they are text", () => {
    const escapes = "\u001b[31mred\u001b[0m\u0000\u001b]0;title\u0007\r\n";
    expect(shown(escapes)).toBe(escapes);
  });
});

it("counts line ends", () => {
  expect(["", "a", "a\n", "\n\n", "a\r\nb"].map(countLines)).toEqual([0, 0, 1, 2, 1]);
});
