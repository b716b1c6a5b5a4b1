// Cases that call a function, with the harnesses run by this computer's own Python and Node.
import { expect, test as ask } from "vitest";

import { OutputMeter } from "../runner/limits";
import type { Program } from "../runner/program";
import type { Runtime } from "../runner/runtime";
import { type CallCase, type Called, Marks, spellingsOf } from "./calls";
import type { Json } from "./compare";
import { LANGUAGES } from "./calls.languages";
import { harnessOf } from "./harness";
import { laptop, outcomes, playSuite, PLAIN, toolFor } from "./testing";

const call = (input: Record<string, Json>, expected: Json, property?: string): CallCase => ({
  ...{ kind: "call", input, expected },
  ...(property ? { property } : {}),
});

const TWO_SUM: Called = { name: "two_sum", parameters: ["nums", "target"], result: null };
const PAIR = call({ target: 9, nums: [2, 7, 11] }, [0, 1]);
const given = (n: Json) => call({ n }, n);
const one = (name: string, result: string | null = null): Called => ({ name, parameters: ["n"], result });

/** Its time begins when it is loaded, as in a sandbox. */
function ready(): Runtime {
  const held = laptop();
  const start: Runtime["start"] = (program, listener) =>
    held.start(program, {
      ...listener,
      stage: () => undefined,
      output(stream, text) {
        listener.stage({ kind: "running" });
        listener.output(stream, text);
      },
    });
  return { ...held, start };
}

for (const language of LANGUAGES) {
  const { entry } = language;
  const test = toolFor(entry) ? ask : ask.skip;
  const ending = entry.split(".").at(-1) ?? "";
  const play = (text: string, cases: CallCase[], called: Called, more = {}) =>
    playSuite({ [entry]: text }, cases, { called, ...more }).seen;

  test(`${entry}: a function is called with its arguments in order, and judged by what it returns`, async () => {
    const cases = [PAIR, call({ nums: [1, 4, 4], target: 5 }, [0, 2])];
    const { verdicts, counts } = await play(language.sums, cases, TWO_SUM);
    expect(outcomes(verdicts)).toEqual(["passed", "failed"]);
    expect(verdicts.map(({ printed }) => printed)).toEqual(["looking 3\n", "looking 3\n"]);
    expect(verdicts[1]).toMatchObject({ index: 1, came: { kind: "value", value: [0, 1] }, difference: null });
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test(`${entry}: a method of Solution is found, in the language's own spelling`, async () => {
    expect(outcomes((await play(language.solution, [PAIR], TWO_SUM)).verdicts)).toEqual(["passed"]);
  });

  test(`${entry}: all that JSON holds goes in and comes out as it is`, async () => {
    const all: Json[] = [
      null,
      true,
      -3,
      0.5,
      1e21,
      "ünï😀\u2028\n\"'\\",
      [],
      {},
      { a: [{ "": null }] },
      "__GIVEN__ $& \x1e",
    ];
    expect(outcomes((await play(language.given, all.map(given), one("given"))).verdicts)).toEqual(
      all.map(() => "passed"),
    );
    const odd = call({ n: 0 }, { "1": [2, 3], x: ["Infinity", null] });
    expect(outcomes((await play(language.odd, [odd], one("given"))).verdicts)).toEqual(["passed"]);
    const large = call({ n: 0 }, "1152921504606846976");
    expect(outcomes((await play(language.large, [large], one("given"))).verdicts)).toEqual(["passed"]);
  });

  test(`${entry}: what has to fail passes when it fails, and else an error is one`, async () => {
    const cases = [call({ n: 1 }, { error: "any" }), call({ n: 1 }, 1)];
    const { verdicts } = await play(language.fails, cases, one("given"));
    expect(outcomes(verdicts)).toEqual(["passed", "error"]);
    expect(verdicts[1]?.came).toMatchObject({ kind: "error", message: expect.stringContaining("no such number") });
    const unwritable = await play(language.unwritable, [given(1)], one("given"));
    expect(unwritable.verdicts[0]?.came).toMatchObject({
      message: expect.stringContaining("cannot be written as JSON"),
    });
    const { verdicts: right } = await play(language.given, cases, one("given"));
    expect(outcomes(right)).toEqual(["failed", "passed"]);
  });

  const { nodes, ownNode } = language;
  (nodes ? test : ask.skip)(
    `${entry}: lists become linked lists and trees where the question says so, and back`,
    async () => {
      const of = (type: string, more: Partial<Called> = {}): Called => ({
        ...one("given"),
        types: [type],
        returns: type,
        ...more,
      });
      const lists = [call({ n: [1, 2, 3] }, [3, 2, 1]), call({ n: [] }, []), call({ n: [1] }, { error: "" }, "cycle")];
      const { verdicts } = await play(nodes ?? "", lists, of("ListNode"));
      expect(outcomes(verdicts)).toEqual(["passed", "passed", "passed"]);
      expect(verdicts[2]?.came).toMatchObject({ message: expect.stringContaining("The linked list has a cycle") });
      const trees = [
        call({ n: [1, 2, 3, null, null, 4] }, [1, 3, 2, null, 4, null], "tree"),
        call({ n: [] }, [], "tree"),
      ];
      expect(outcomes((await play(nodes ?? "", trees, of("TreeNode?"))).verdicts)).toEqual(["passed", "passed"]);
      const many = call({ n: [[1, 2], [], [3]] }, [[1, 2], [3]], "merged");
      expect(outcomes((await play(nodes ?? "", [many], of("list<ListNode>"))).verdicts)).toEqual(["passed"]);
      const own = await play(ownNode ?? "", [call({ n: [1, 2] }, [2, 4])], of("ListNode"));
      expect(outcomes(own.verdicts), "its own class, where it has one").toEqual(["passed"]);
      expect(
        outcomes((await play(language.given, [given([1, null])], of("json"))).verdicts),
        "else lists stay",
      ).toEqual(["passed"]);
    },
  );

  test(`${entry}: an argument is judged where the question says so, and promises are awaited`, async () => {
    const sorted = call({ n: [3, 1, 2] }, [1, 2, 3]);
    expect(outcomes((await play(language.sorts, [sorted], one("given", "n"))).verdicts)).toEqual(["passed"]);
    expect(outcomes((await play(language.waits, [given(1)], one("given"))).verdicts)).toEqual(["passed"]);
  });

  test(`${entry}: a function that does not end costs its own case, and the rest runs anew`, async () => {
    const cases = [1, 2, 3, 2, 2, 4, 2, 5, 6].map(given);
    const { verdicts, counts } = await play(language.loops, cases, one("given"), { caseMs: 400, runtime: ready() });
    const said = ["passed", "timeout", "passed", "timeout", "timeout", "passed", "timeout"];
    expect(outcomes(verdicts), "four times at most").toEqual(said);
    expect(counts).toEqual({ passed: 3, failed: 4, skipped: 2 });
  });

  test(`${entry}: a program that leaves has failed its case alone`, async () => {
    const { verdicts } = await play(language.leaves, [1, 2, 3].map(given), one("given"));
    expect(outcomes(verdicts)).toEqual(["passed", "error", "passed"]);
    expect(verdicts[1]?.message).toBe("The program ended before the function returned.");
  });

  test(`${entry}: a program that does not load says why, once for all`, async () => {
    const entered: Program[] = [];
    const runtime = laptop(undefined, (program) => entered.push(program));
    const { verdicts } = await play(language.broken, [1, 2, 3, 4, 5].map(given), one("given"), { runtime });
    expect(outcomes(verdicts)).toEqual(Array.from({ length: 5 }, () => "error"));
    expect(verdicts[4]?.errors).toContain("of mine");
    expect(entered).toHaveLength(1);
  });

  test(`${entry}: a function that is not there, and one of another case`, async () => {
    const cases = [call({ n: 1 }, 1, "class"), given(1), call({ n: 1 }, 1, "given")];
    const { verdicts } = await play(language.given, cases, one("absent"));
    expect(verdicts).toMatchObject([{ outcome: "error", came: { kind: "missing" } }, { outcome: "error" }, {}]);
    expect(outcomes(verdicts)).toEqual(["error", "error", "passed"]);
  });

  test(`${entry}: other files of the program are there, and what runs only as a program does not`, async () => {
    const { text, util } = language.imports;
    const files = { [entry]: text, [`util.${ending}`]: util };
    const { verdicts } = await playSuite(files, [call({ n: 2 }, 4)], { called: one("given") }).seen;
    expect(outcomes(verdicts)).toEqual(["passed"]);
    expect(outcomes((await play(language.guarded, [given(1)], one("given"))).verdicts)).toEqual(["passed"]);
    expect(outcomes((await play(language.spoils, [1, 2].map(given), one("given"))).verdicts)).toEqual([
      "passed",
      "passed",
    ]);
  });

  test(`${entry}: nothing that is expected gets to the program`, async () => {
    const entered: Program[] = [];
    const runtime = laptop(undefined, (program) => entered.push(program));
    await play(language.given, [call({ n: "asked" }, "secret")], one("given"), { runtime });
    expect(JSON.stringify(entered)).toContain("asked");
    expect(JSON.stringify(entered)).not.toContain("secret");
  });
}

ask("cases that call and cases of programs are told in their places", async () => {
  const text = "def given(n):\n    return n\nif __name__ == '__main__':\n    print(input())\n";
  const io = { kind: "io", stdin: "x\n", stdout: "x\n", args: [] } as const;
  const { verdicts, counts } = await playSuite({ "main.py": text }, [given(1), io, given(2)], { called: one("given") })
    .seen;
  expect(verdicts.map(({ index }) => index)).toEqual([0, 2, 1]);
  expect(counts).toEqual({ passed: 3, failed: 0, skipped: 0 });
});

ask("output that is too much ends its case, and costs no other", async () => {
  const held = laptop();
  const start: Runtime["start"] = (program, listener) => {
    const meter = new OutputMeter(); // as the frame has one
    const output = (stream: "stdout" | "stderr", text: string) => {
      for (const piece of meter.take(stream, text).pieces) listener.output(piece.stream, piece.text);
    };
    return held.start(program, { ...listener, output });
  };
  const runtime = { ...held, start };
  const text = "def given(n):\n    print('x\\n' * n)\n    return n\n";
  const cases = [2_500, 2_500, 5_000, 100].map(given);
  const { verdicts } = await playSuite({ "main.py": text }, cases, { called: one("given"), runtime }).seen;
  expect(outcomes(verdicts)).toEqual(["passed", "passed", "limit", "passed"]);
});

ask("what an error's trace names of ours is left out", async () => {
  const program = { entry: "main.js", files: { "main.js": "one\ntwo" } };
  const { isOurs } = (await harnessOf("javascript"))(program, [], "n");
  const lines = [
    "RangeError: x",
    "    at f (main.js:2:3)",
    "    at main.js:50:39",
    "    at Object.<anonymous> (main.js:58:3)",
  ];
  expect(lines.map(isOurs)).toEqual([false, false, true, true]);
  expect(isOurs("    at util.js:50:39")).toBe(false);
});

ask("marks are found whatever pieces they come in", () => {
  const text = 'a\x1eb\x1en1 ready 0 null\nprinted\x1en1 0 1.5 {"value":[1]}\n\x1en1 1 2 oops\nend\x1en';
  for (const size of [1, 2, 7, text.length]) {
    const marks = new Marks("n1");
    const found: unknown[] = [];
    for (let at = 0; at < text.length; at += size) {
      for (const one of marks.take(text.slice(at, at + size))) {
        if (typeof one === "string" && typeof found.at(-1) === "string") found.push(`${String(found.pop())}${one}`);
        else found.push(one);
      }
    }
    expect(found).toEqual([
      ...["a\x1eb", { kind: "ready" }, "printed"],
      { kind: "came", durationMs: 1.5, came: { kind: "value", value: [1] } },
      ...[{ kind: "came", durationMs: 2, came: { kind: "missing" } }, "end"],
    ]);
  }
});

ask.skipIf(!toolFor("main.lua"))("what Lua does not tell apart is right either way", async () => {
  const same: [Json, string][] = [
    [{}, "{}"],
    [[], "{}"],
    [[null, 2, null], "{ nil, 2 }"],
    [{ a: null, b: { "1": "x" } }, "{ b = { 'x' } }"],
  ];
  const cases = same.map(([expected], n) => call({ n: n + 1 }, expected));
  const text = `function given(n) return ({ ${same.map(([, written]) => written).join(", ")} })[n] end`;
  const { verdicts } = await playSuite({ "main.lua": text }, cases, { called: one("given") }).seen;
  expect(outcomes(verdicts)).toEqual(same.map(() => "passed"));
  const wrong = [call({ n: 1 }, [1]), call({ n: 3 }, [2]), call({ n: 4 }, { b: "x" })];
  expect(outcomes((await playSuite({ "main.lua": text }, wrong, { called: one("given") }).seen).verdicts)).toEqual([
    "failed",
    "failed",
    "failed",
  ]);
});

ask("names are spelled as each language does", () => {
  expect(spellingsOf("two_sum")).toEqual(["two_sum", "twoSum"]);
  expect(spellingsOf("twoSum")).toEqual(["twoSum", "two_sum"]);
  expect(spellingsOf("parseHTML2")).toEqual(["parseHTML2", "parse_html2"]);
  expect(spellingsOf("sum")).toEqual(["sum"]);
  expect(spellingsOf("_two_sum")).toEqual(["_two_sum", "_twoSum"]);
});

ask("lists in any order, numbers within the tolerance", async () => {
  const comparison = { ...PLAIN, anyOrder: true, floatTolerance: 0.01 };
  const cases = [call({ n: [3, 1, 2] }, [1, 2.009, 3]), call({ n: [1, 2] }, [1, 2.1])];
  const more = { called: one("given"), comparison };
  const { verdicts } = await playSuite({ "main.py": "def given(n):\n    return n\n" }, cases, more).seen;
  expect(outcomes(verdicts)).toEqual(["passed", "failed"]);
});
