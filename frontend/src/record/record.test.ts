import { expect, test } from "vitest";
import * as Y from "yjs";

import { lastTold } from "../sync/runs/tested";
import { pageOf } from "./answer";
import { nearest } from "./marks";
import { SessionRecord } from "./record";

type Json = Record<string, unknown>;

const START = 1_790_000_000_000;
const doc = Object.assign(new Y.Doc(), { clientID: 7 });

/** The update in base64 that inserting this text at the end makes. */
function typing(text: string): string {
  let made = "";
  const listener = (update: Uint8Array) => (made = Buffer.from(update).toString("base64"));
  doc.on("update", listener);
  doc.getText("code").insert(doc.getText("code").length, text);
  doc.off("update", listener);
  return made;
}

const ana = { participant: "a", name: "Ana", role: "host" };
const ben = { participant: "b", name: "Ben", role: "candidate" };
const run = (event: Json) => ({ event: { run: "run-1234", ...event } });
const entries = [
  { n: 1, at: START - 5_000_000, by: "", update: typing("start\n") },
  { n: 2, at: START, by: "a", event: { type: "joined", ...ana } },
  { n: 3, at: START + 1_000, by: "a", update: typing("one") },
  { n: 4, at: START + 2_000, by: "b", event: { type: "joined", ...ben } },
  { n: 5, at: START + 3_000, by: "a", event: { type: "language", language: "lua", previous: "python", ...ana } },
  { n: 6, at: START + 4_000, by: "b", event: { type: "paste", characters: 400, lines: 9, away_ms: 0 } },
  { n: 7, at: START + 4_000, by: "b", update: typing("two") },
  { n: 8, at: START + 5_000, by: "b", ...run({ type: "run.started", language: "lua", runtime: "Lua", on: "browser" }) },
  { n: 9, at: START + 5_100, by: "b", ...run({ type: "run.output", stream: "stdout", text: "Name? " }) },
  { n: 10, at: START + 5_200, by: "b", ...run({ type: "run.input", text: "Ada" }) },
  { n: 11, at: START + 5_300, by: "b", ...run({ type: "run.ended", reason: "exited", code: 0, duration_ms: 300 }) },
  { n: 12, at: START + 6_000, by: "b", event: { type: "left", ...ben } },
  { n: 13, at: START + 9_000, by: "", event: { type: "ended", by: "host" } },
];
const page = (own: readonly unknown[], next: string | null = null) => {
  const session = { title: "T", language: "lua", created_at: "2026-09-20T10:00:00Z", status: "ended", ended_at: null };
  const parsed = pageOf({ session, people: [ana, ben], entries: own, next, total: entries.length });
  if (!parsed) throw new Error("not understood");
  return parsed;
};
const recordOf = (own: readonly unknown[] = entries): SessionRecord => {
  const record = new SessionRecord(page(own));
  record.prepare(() => false);
  return record;
};

test("links that are made after the end do not lengthen what plays, as a reopened session does", () => {
  const link = { n: 14, at: START + 90_000_000, by: "a", event: { type: "link_rotated", role: "replay" } };
  const ended = recordOf([...entries, link]);
  expect(ended.length).toBe(14);
  expect(ended.axis(false).length).toBe(9_000);
  const reopened = { n: 15, at: START + 90_001_000, by: "", event: { type: "reopened" } };
  expect(recordOf([...entries, link, reopened]).axis(false).length).toBe(90_001_000);
});

test("the clock begins when the first person comes, whenever the session was made", () => {
  const record = recordOf();
  expect(record.originMs).toBe(START);
  expect(record.axis(false).entriesAtClock(0)).toBe(2);
  expect(record.texts.at(2).text.toString()).toBe("start\n");
});

const COUNTS = { passed: 1, failed: 1, skipped: 0 };

test("the cases of a question's tests are events that the player knows", () => {
  const cases = [
    { n: 9, at: START + 5_050, by: "b", ...run({ type: "run.case", index: 0, outcome: "passed", text: "6" }) },
    { n: 10, at: START + 5_060, by: "b", ...run({ type: "run.case", index: 1, outcome: "failed" }) },
    { n: 11, at: START + 5_070, by: "b", ...run({ type: "run.ended", reason: "exited", code: 1, tests: COUNTS }) },
  ];
  const record = recordOf([...entries.slice(0, 8), ...cases]);
  expect([record.length, record.skipped]).toEqual([11, 0]);
  expect(record.endings.get("run-1234")?.tests, "how many passed").toEqual(COUNTS);
});

test("a run of tests is a moment once its result stands, with the last cases up to each moment", () => {
  const of = { run: "run-tests", participant: "b", name: "Bo" };
  const tests = { question: 1, suite: "hidden", cases: 3 };
  const start = { ...of, type: "run.started", language: "python", runtime: "", on: "browser", tests };
  const more = [
    start,
    { ...of, type: "run.case", index: 2, outcome: "passed" },
    { ...of, type: "run.case", index: 0, outcome: "failed" },
    { ...of, type: "run.ended", reason: "stopped", code: null, tests: { passed: 1, failed: 1, skipped: 1 } },
  ].map((event, at) => ({ n: 9 + at, at: START + 6_000 + at, by: "b", event }));
  const record = recordOf([...entries.slice(0, 8), ...more]);
  const moments = record.marks.filter(({ kind }) => kind === "tests" || kind === "run").map((one) => one.entries);
  expect(moments.slice(-1), "at its end, and not at its start").toEqual([12]);
  expect(nearest(record.marks, "tests", 0, 1)?.entries).toBe(12);
  const lastAt = (at: number) => lastTold(record.scenes.at(at).runs, () => true)?.told;
  expect(lastAt(8)).toBeUndefined();
  expect(lastAt(10)).toEqual({ cases: [null, null, true], passed: 1, ran: 1, isOver: false });
  expect(lastAt(12)).toEqual({ cases: [false, null, true], passed: 1, ran: 2, isOver: true });
});

test("pages that come one by one make the same record, and it says how far it is", () => {
  const record = new SessionRecord(page(entries.slice(0, 4), "4"));
  record.prepare(() => false);
  expect([record.isComplete, record.isPrepared, record.total, record.prepared]).toEqual([false, false, 13, 4]);
  record.add(page(entries.slice(4)));
  expect(record.isPrepared).toBe(false);
  record.prepare(() => false);
  expect(record.isPrepared).toBe(true);
  expect(record.texts.at(13).text.toString()).toBe("start\nonetwo");
});

test("before the first switch the language is the one it switched from, also watched from the start and by pages", () => {
  expect(recordOf().scenes.at(4).language).toBe("python");
  const record = new SessionRecord(page(entries.slice(0, 4), "4"));
  record.scenes.at(4);
  record.add(page(entries.slice(4)));
  expect(record.scenes.at(4).language).toBe("python");
});

test("a moment has its people, its language and its console, in any order of looking", () => {
  const { scenes } = recordOf();
  const names = (at: number) => scenes.at(at).present.map(({ name }) => name);
  expect(names(13)).toEqual([]);
  expect(names(6)).toEqual(["Ana", "Ben"]);
  expect(names(3)).toEqual(["Ana"]);
  expect(names(12)).toEqual(["Ana"]);
  expect([scenes.at(4).language, scenes.at(5).language]).toEqual(["python", "lua"]);
  const chunks = (at: number) => scenes.at(at).runs[0]?.chunks.map(({ text }) => text);
  expect([chunks(9), chunks(10), chunks(8), chunks(7)]).toEqual([["Name? "], ["Name? ", "Ada"], [], undefined]);
  expect([scenes.at(10).runs[0]?.ending, scenes.at(11).runs[0]?.ending?.code]).toEqual([null, 0]);
  expect([scenes.at(12).isEnded, scenes.at(13).isEnded]).toEqual([false, true]);
});

test("output grows in place while time goes forward, so that only what is new is drawn", () => {
  const { scenes } = recordOf();
  const before = scenes.at(9).runs[0]?.chunks;
  expect(scenes.at(10).runs[0]?.chunks).toBe(before);
  expect(scenes.at(9).runs[0]?.chunks).not.toBe(before);
});

test("a step back leaves what a run had printed by then as it was drawn, and going on it grows again", () => {
  const { scenes } = recordOf();
  const whole = scenes.at(13).runs[0]?.chunks;
  expect(scenes.at(12).runs[0]?.chunks).toBe(whole);
  expect(scenes.at(10).runs[0]?.chunks, "its end prints nothing").toBe(whole);
  const less = scenes.at(9).runs[0]?.chunks;
  expect(less).not.toBe(whole);
  expect(scenes.at(8).runs[0]?.chunks).toEqual([]);
  expect(scenes.at(10).runs[0]?.chunks.map(({ text }) => text)).toEqual(["Name? ", "Ada"]);
});

test("the next and the last run, paste and join are found from any moment", () => {
  const { marks } = recordOf();
  expect(marks.map(({ kind, entries: at }) => `${kind} ${at}`)).toEqual([
    "join 2",
    "join 4",
    "language 5",
    "paste 6",
    "run 8",
    "leave 12",
    "end 13",
  ]);
  expect(nearest(marks, "join", 2, 1)?.entries).toBe(4);
  expect(nearest(marks, "join", 4, -1)?.entries).toBe(2);
  expect(nearest(marks, "run", 8, 1)).toBeNull();
  expect(nearest(marks, "paste", 13, -1)?.entries).toBe(6);
});

test("unknown and damaged entries are counted and passed over, and the others play", () => {
  const strange = [
    entries[0],
    { n: 2, at: START, by: "a", event: { type: "hologram" } },
    { n: 3, at: "yesterday", by: "a", update: "AAA=" },
    null,
    { n: 4, at: START, by: "a", update: "not base64!" },
    { n: 5, at: START - 9_999, by: "a", event: { type: "joined", ...ana } },
  ];
  const record = recordOf(strange);
  expect([record.length, record.skipped, record.texts.damaged]).toEqual([3, 4, 1]);
  expect(record.timesMs, "time does not run back").toEqual([START - 5_000_000, START, START]);
  expect(record.texts.at(3).text.toString()).toBe("start\n");
});

test("what is no record is refused", () => {
  for (const body of [null, 7, "text", {}, { entries: [] }, { session: {}, entries: 4 }]) {
    expect(pageOf(body)).toBeNull();
  }
});

test("an update is not kept once its text is known: long records are large enough", () => {
  const first = page(entries);
  const record = new SessionRecord(first);
  record.prepare(() => false);
  expect(first.entries.filter(({ update }) => update !== null)).toEqual([]);
  expect(record.texts.damaged).toBe(0);
});

test("who reloads the page has not left: neither is a mark, and a longer absence is both", () => {
  const joined = (at: number) => ({ at: START + at, by: "b", event: { type: "joined", ...ben } });
  const left = (at: number) => ({ at: START + at, by: "b", event: { type: "left", ...ben } });
  const kinds = (...own: readonly unknown[]) => recordOf(own).marks.map(({ kind }) => kind);
  expect(kinds(joined(0), left(10_000), joined(11_000))).toEqual(["join"]);
  expect(kinds(joined(0), left(10_000), joined(69_999), left(80_000))).toEqual(["join", "leave"]);
  expect(kinds(joined(0), left(10_000), joined(70_000))).toEqual(["join", "leave", "join"]);
});

test("it is known where somebody first did something, and how each run ended", () => {
  const record = recordOf();
  expect(record.firstDoing, "not the code that was there, and not who came in").toBe(3);
  expect(record.endings.get("run-1234")).toMatchObject({ reason: "exited", code: 0 });
  expect(recordOf(entries.slice(0, 2)).firstDoing).toBeNull();
});

test("files are there from when they are created until they are deleted, by the name that they have then", () => {
  const file = { file: "Qx3v0sT4mYxN", ...ana };
  const record = recordOf([
    { at: START, by: "a", event: { type: "joined", ...ana } },
    { at: START + 1, by: "a", event: { type: "file.created", path: "util.py", question: null, ...file } },
    { at: START + 2, by: "a", event: { type: "file.renamed", path: "lib/tools.py", previous: "util.py", ...file } },
    { at: START + 3, by: "a", event: { type: "file.deleted", path: "lib/tools.py", ...file } },
    { at: START + 4, by: "a", event: { type: "file.restored", path: "lib/tools.py", ...file } },
  ]);
  const named = (entries: number) => record.scenes.at(entries).files.map(({ root, path }) => `${root} ${path}`);
  expect([1, 2, 3, 4, 5, 2].map(named)).toEqual([
    [],
    ["file:Qx3v0sT4mYxN util.py"],
    ["file:Qx3v0sT4mYxN lib/tools.py"],
    [],
    ["file:Qx3v0sT4mYxN lib/tools.py"],
    ["file:Qx3v0sT4mYxN util.py"],
  ]);
  expect(record.marks.map(({ kind, entries }) => [kind, entries])).toEqual([
    ["join", 1],
    ...[2, 3, 4, 5].map((entries) => ["file", entries]),
  ]);
  expect(record.skipped).toBe(0);
});

test("a question is shown until it is hidden, and its statement is that of the record", () => {
  const asked = { question: 2, title: "Sum of two", digest: "0", ...ana };
  const parameters = [{ name: "one", type: "int" }, { name: "other", type: "json" }, 7];
  const called = { name: "add", parameters, returns: "list<int>", result: null };
  const body = {
    session: {},
    questions: [
      {
        number: 2,
        title: "Sum of two",
        titles: { es: "Suma", fr: 7 },
        statements: { en: "Add *two*." },
        function: called,
      },
      ...[{ number: 3 }, null],
    ],
    entries: [
      { at: START, by: "a", event: { type: "question.shown", ...asked } },
      { at: START + 1, by: "a", event: { type: "question.hidden", ...asked } },
      { at: START + 2, by: "a", event: { type: "question.shown", ...asked } },
      { at: START + 3, by: "a", event: { type: "question.shown", question: "2" } },
    ],
  };
  const first = pageOf(body);
  if (!first) throw new Error("no page");
  const record = new SessionRecord(first);
  expect([0, 1, 2, 3, 1].map((entries) => record.scenes.at(entries).questions)).toEqual([[], [2], [], [2], [2]]);
  const signature = "add(one: int, other) → list<int>";
  const [titles, statements] = [{ es: "Suma" }, { en: "Add *two*." }];
  expect(record.questions).toEqual([{ number: 2, title: "Sum of two", titles, statements, signature }]);
  expect(record.marks.map(({ kind, entries }) => [kind, entries])).toEqual([1, 2, 3].map((at) => ["question", at]));
  expect(record.skipped, "what is no question").toBe(1);
});
