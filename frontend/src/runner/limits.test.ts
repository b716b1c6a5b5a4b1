import { describe, expect, it } from "vitest";

import { countLines, LIMITS, OutputMeter } from "./limits";

describe("the limits of one run's output", () => {
  it("lets everything pass below them", () => {
    const meter = new OutputMeter();
    for (let line = 0; line < LIMITS.outputLines; line += 1) {
      expect(meter.take("ñandú\n")).toEqual({ text: "ñandú\n", over: null });
    }
  });

  it("cuts after the last line that is allowed and says so once", () => {
    const meter = new OutputMeter();
    const text = "x\n".repeat(LIMITS.outputLines + 10);
    expect(meter.take(text)).toEqual({
      text: "x\n".repeat(LIMITS.outputLines),
      over: "Stopped after 5000 lines of output.",
    });
    expect(meter.take("more")).toEqual({ text: "", over: null });
  });

  it("counts lines over several pieces", () => {
    const meter = new OutputMeter();
    meter.take("x\n".repeat(LIMITS.outputLines - 1) + "half");
    expect(meter.take(" a line\nnext").text).toBe(" a line\n");
  });

  it("counts bytes, not characters, and never cuts one in two", () => {
    const meter = new OutputMeter();
    const { text, over } = meter.take("🙂".repeat(LIMITS.outputBytes));
    expect(text).toBe("🙂".repeat(LIMITS.outputBytes / 4));
    expect(over).toBe("Stopped after 256 kB of output.");
  });

  it("takes exactly as many bytes as it says", () => {
    const meter = new OutputMeter();
    expect(meter.take("x".repeat(LIMITS.outputBytes)).over).toBeNull();
    expect(meter.take("x")).toEqual({ text: "", over: "Stopped after 256 kB of output." });
  });

  it("leaves escapes and zero bytes as they are: they are text", () => {
    const text = "\u001b[31mred\u001b[0m\u0000\u001b]0;title\u0007\r\n";
    expect(new OutputMeter().take(text).text).toBe(text);
  });
});

it("counts line ends", () => {
  expect(["", "a", "a\n", "\n\n", "a\r\nb"].map(countLines)).toEqual([0, 0, 1, 2, 1]);
});
