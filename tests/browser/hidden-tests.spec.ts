// Programs of a candidate that keep what they read: no later run, no page finds the input of a hidden test.
import { ConsoleView, speaks } from "./console-view";
import { databases } from "./support/databases";
import { hears } from "./support/hearing";
import { patient } from "./support/patience";
import { expect, test } from "./support/stage";

/** The input of the hidden test. Programs find it in halves, so that none has it by its own text. */
const SECRET = "INPUT-OF-A-HIDDEN-TEST";
const INPUT = /INPUT-OF-A|HIDDEN-TEST/;

/**
 * Each keeps its input wherever a program may leave something, and prints it from there, so the test passes if it was kept;
 * `looks` at all these places, and whatever else it can list, from a later run.
 */
const PROGRAMS = [
  {
    language: "python",
    keeps: `
import builtins, math, os, sys, types
read = sys.stdin.read()
builtins.kept = sys.kept = math.kept = read
os.environ["KEPT"] = read
sys.modules["kept_module"] = types.ModuleType("kept_module", read)
for folder in ("/tmp", "/", ".", os.path.expanduser("~"), os.path.dirname(os.__file__)):
    try:
        open(os.path.join(folder, "kept_file.txt"), "w").write(read)
    except OSError:
        pass
try:
    import sqlite3
    sqlite3.connect("/tmp/kept.db").execute("create table kept as select ? as it", (read,))
except ImportError:
    pass
print(open("/tmp/kept_file.txt").read() if builtins.kept == os.environ["KEPT"] else "lost")
`,
    looks: `
import builtins, gc, math, os, sys
HALVES = "INPUT-OF", "A-HIDDEN"
found = [name for name, there in (("builtins", builtins), ("sys", sys), ("math", math)) if hasattr(there, "kept")]
found += ["environ"] if "KEPT" in os.environ else []
found += ["module"] if "kept_module" in sys.modules else []
for folder, _, names in os.walk("/"):
    found += [os.path.join(folder, name) for name in names if name.startswith("kept")]
for one in gc.get_objects():
    if isinstance(one, dict):
        texts = [text for text in list(one.values()) if isinstance(text, str) and len(text) < 80]
        found += [text for text in texts if all(half in text for half in HALVES)]
print("found:", found)
`,
    passed: "1 of 1 passed",
    finds: "found: []",
  },
  {
    language: "javascript",
    keeps: `
import fs from "node:fs";
const read = fs.readFileSync(0, "utf8");
globalThis.kept = Object.prototype.kept = Array.kept = read;
self.name = read;
process.env.KEPT = read;
try { fs.writeFileSync("kept.txt", read); fs.writeFileSync("/tmp/kept.txt", read); } catch {}
const tries = {
  storage: () => localStorage.setItem("kept", read),
  cookie: () => (document.cookie = "kept=" + read),
  caches: async () => (await caches.open("kept")).put("https://kept.example/", new Response(read)),
  files: async () => {
    const file = await (await navigator.storage.getDirectory()).getFileHandle("kept", { create: true });
    const writing = await file.createWritable();
    await writing.write(read);
    await writing.close();
  },
  database: () =>
    new Promise((done, failed) => {
      const opening = indexedDB.open("kept", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("kept").put(read, "kept");
      opening.onsuccess = done;
      opening.onerror = failed;
    }),
  lock: () => new Promise((done) => navigator.locks.request("kept " + read, () => (done(), new Promise(() => {})))),
  worker: () => {
    const answers = "const c = new BroadcastChannel('kept'); c.onmessage = ({ data }) => data === 'who?' && c.postMessage("
      + JSON.stringify(read) + "); c.postMessage(" + JSON.stringify(read) + ");";
    new Worker(URL.createObjectURL(new Blob([answers])));
  },
  sharedWorker: () => new SharedWorker(URL.createObjectURL(new Blob(["self.kept = 1"])), read),
  channel: () => new BroadcastChannel("kept").postMessage(read),
};
const late = new Promise((done) => setTimeout(done, WAIT));
const all = Object.values(tries).map(async (each) => Promise.race([each(), late]));
await Promise.allSettled(all);
console.log(({}).kept);
`,
    looks: `
import fs from "node:fs";
process.on("unhandledRejection", () => {}); // of what the browser refuses
const found = [];
const tries = {
  globals: () => globalThis.kept ?? {}.kept ?? Array.kept ?? process.env.KEPT,
  name: () => self.name,
  file: () => fs.readFileSync("kept.txt", "utf8"),
  otherFile: () => fs.readFileSync("/tmp/kept.txt", "utf8"),
  storage: () => localStorage.getItem("kept"),
  cookie: () => document.cookie,
  caches: async () => (await caches.keys()).join(),
  files: async () => (await navigator.storage.getDirectory()).getFileHandle("kept"),
  database: async () => (await indexedDB.databases()).map(({ name }) => name).join(),
  locks: async () => (await navigator.locks.query()).held.map(({ name }) => name).join(),
  channel: () =>
    new Promise((done) => {
      const channel = new BroadcastChannel("kept");
      channel.onmessage = ({ data }) => done(data);
      channel.postMessage("who?");
      setTimeout(done, WAIT);
    }),
};
const late = new Promise((done) => setTimeout(done, 2 * WAIT));
const looked = Object.entries(tries).map(async ([name, each]) => (await Promise.race([each(), late])) && found.push(name));
await Promise.allSettled(looked);
console.log("found:", found.join() || "nothing");
`,
    passed: "1 of 1 passed",
    finds: "found: nothing",
  },
  {
    language: "sql", // which reads no input at all
    keeps: `
create table kept as select 'a row' as it;
pragma user_version = 7;
attach 'kept.db' as kept_db;
create table kept_db.kept as select it from kept;
select it from kept_db.kept;
.import /dev/stdin kept
`,
    looks: `
attach 'kept.db' as kept_db;
select 'found: ' || (select count(*) from sqlite_schema) || (select count(*) from kept_db.sqlite_schema)
  || (select user_version from pragma_user_version);
`,
    passed: "0 of 1 passed",
    finds: "found: 000",
  },
] as const;

test("what a program keeps of a hidden test's input is found by no later run and by no page", async ({ people }) => {
  const host = await people.host({ language: "python" });
  const link = await host.shareLink();
  const { sessionId, hostToken } = await host.ownSession();
  const made = await (await host.page.request.post(`${host.url}/api/libraries`, { data: { name: "Team" } })).json();
  const library = made as { library_id: string; edit_token: string };
  const hidden = { id: "hidden", kind: "io", stdin: `${SECRET}\n`, stdout: `${SECRET}\n`, is_visible: false };
  const content = {
    title: "Echo",
    slug: "echo",
    statements: { en: "Say it again." },
    tests: { time_limit_s: 30, cases: [hidden] },
  };
  const asked = { headers: { Authorization: `Bearer ${library.edit_token}` }, data: { content } };
  const url = `${host.url}/api/libraries/${library.library_id}/questions`;
  const question = (await (await host.page.request.post(url, asked)).json()) as { summary: { question_id: string } };
  const headers = { Authorization: `Bearer ${hostToken}`, "Codesala-Library": library.edit_token };
  const data = { library_id: library.library_id, question_id: question.summary.question_id };
  const questions = `${host.url}/api/sessions/${sessionId}/questions`;
  expect((await host.page.request.post(questions, { headers, data })).status()).toBe(201);
  expect((await host.page.request.post(`${questions}/1/show`, { headers })).status()).toBe(200);
  const candidate = await people.arrive();
  const heard = hears(candidate);
  await candidate.joins(link, "Marcus");

  const [hers, his] = [new ConsoleView(host), new ConsoleView(candidate)];
  const tests = host.page.getByRole("region", { name: "Hidden tests" });
  for (const { language, keeps, looks, passed, finds } of PROGRAMS) {
    await speaks(host, language);
    const [written, looking] = [keeps, looks].map((text) => text.replaceAll("WAIT", String(patient(500))));
    await candidate.writes(written ?? "");
    await host.seesExactly(written ?? "");
    await tests.getByRole("button", { name: "Run the hidden tests" }).click();
    await hers.ended(passed.replace("passed", "hidden tests passed"));
    await expect(tests.getByRole("status"), `${language}: its input is kept`).toHaveText(passed);
    await candidate.writes(looking ?? "");
    await host.seesExactly(looking ?? "");
    for (const [console, ran] of [
      [hers, "Interviewer ran"],
      [his, "Marcus ran"],
    ] as const) {
      await console.pressKey();
      for (const { last } of [hers, his]) await expect(last.getByRole("heading")).toContainText(ran);
      for (const each of [hers, his]) await each.ended("exited 0");
      await expect(console.last.locator(".output"), language).toContainText(finds);
    }
  }

  expect(heard.join(""), "else this could not fail").toContain("run.case");
  expect(heard.filter((text) => INPUT.test(text))).toEqual([]);
  for (const { page } of [host, candidate]) {
    await expect(page.getByRole("log")).not.toContainText(INPUT);
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(kept + (await databases(page))).not.toMatch(INPUT);
  }
});
