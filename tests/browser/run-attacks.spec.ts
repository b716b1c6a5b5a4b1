// Programs that mean harm: nothing of the page, the service or the network is within their reach, and the page goes on.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import type { Page } from "@playwright/test";

import { openRunner, prewarm, run, test } from "./run-page";
import { patient } from "./support/patience";
import { expect } from "./support/stage";

// How long the page stood still and how long a stop took is printed (run-page.ts), and asserted nowhere: a machine that
// is busy with other tests says nothing about the bars, which are 200, 100 and 250 ms.

test.describe.configure({ mode: "default" }); // one worker, language by language: each is loaded once

/** A server of somebody else, which lets everybody in. */
let elsewhere: Server;
let visits: string[] = [];

test.beforeEach(async () => {
  visits = [];
  elsewhere = createServer((request, response) => {
    visits.push(request.url ?? "");
    response.writeHead(200, {
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Content-Type": "text/javascript",
    });
    response.end("export const stolen = 1;");
  });
  await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
});
test.afterEach(() => void elsewhere.close());

const url = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x.js`;

/** The attempts that were not refused. */
const reached = (output: string) =>
  output
    .trim()
    .split("\n")
    .filter((line) => !line.endsWith(" refused"));

/** What our own server was asked for until now, and how often. */
async function requests(service: string): Promise<string[]> {
  const metrics = await (await fetch(`${service}/metrics`)).text();
  const counts = metrics.split("\n").filter((line) => line.startsWith("codesala_http_requests_total{"));
  expect(counts.length).toBeGreaterThan(0);
  return counts.filter((line) => !line.includes('route="/metrics"'));
}

const REACHING = (service: string, other: string) => `
const attempts: Record<string, () => unknown> = {
  cookie: () => document.cookie,
  storage: () => localStorage.getItem("codesala.sessions"),
  sessionStorage: () => sessionStorage.length,
  database: () => new Promise((ok, no) => { const r = indexedDB.open("x"); r.onsuccess = ok; r.onerror = no; }),
  caches: () => caches.keys(),
  parent: () => (self as any).parent.document.title,
  top: () => (self as any).top.location.href,
  api: async () => (await fetch("${service}/api/languages", { credentials: "include" })).status,
  apiWithoutAnswer: async () => (await fetch("${service}/api/languages", { mode: "no-cors" })).type,
  runtimes: async () => (await fetch("${service}/sandbox/frame.html")).status,
  xhr: () => { const r = new XMLHttpRequest(); r.open("GET", "${service}/health", false); r.send(); return r.status; },
  socket: () => new Promise((ok, no) => { const s = new WebSocket("${service.replace("http", "ws")}/ws/x"); s.onopen = ok; s.onerror = no; }),
  elsewhere: async () => (await fetch("${other}")).status,
  import: () => import("${other}"),
  importScripts: () => (self as any).importScripts("${other}"),
  ownImport: () => import("${service}/sandbox/frame.js?secret"),
  ownImportOfDocument: () => import("${service}/sandbox/frame.html?secret"),
  ownImportOfApi: () => import("${service}/api/languages?secret"),
  ownImportScripts: () => (self as any).importScripts("${service}/sandbox/frame.js?secret"),
  ownWorker: () => new Promise((ok, no) => {
    const w = new Worker("${service}/sandbox/frame.js?secret");
    w.onmessage = ok; w.onerror = no;
  }),
  ownImportInWorker: () => new Promise((ok, no) => {
    const code = 'import("${service}/sandbox/frame.js?secret").then(() => postMessage(1), () => postMessage(0))';
    const w = new Worker(URL.createObjectURL(new Blob([code])));
    w.onmessage = (e) => (e.data ? ok(1) : no()); w.onerror = no;
  }),
  worker: () => new Promise((ok, no) => {
    const code = 'fetch("${other}").then(() => postMessage(1), () => postMessage(0))';
    const w = new Worker(URL.createObjectURL(new Blob([code])));
    w.onmessage = (e) => (e.data ? ok(1) : no()); w.onerror = no;
  }),
  dataWorker: () => new Promise((ok, no) => { const w = new Worker("data:text/javascript,postMessage(1)"); w.onmessage = ok; w.onerror = no; }),
  eval: () => (0, eval)("1"),
  Function: () => new Function("return 1")(),
  events: () => new Promise((ok, no) => { const s = new EventSource("${other}"); s.onopen = ok; s.onerror = no; }),
  rtc: () => new (self as any).RTCPeerConnection(),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    const got = await Promise.race([attempt(), new Promise((_, no) => setTimeout(no, ${patient(1_500)}))]);
    console.log(name, "reached:", String(got));
  } catch {
    console.log(name, "refused");
  }
}
`;

for (const language of ["javascript", "typescript"]) {
  test(`${language} reaches nothing outside the sandbox`, async ({ people }) => {
    people.faults.allowRefusals();
    const { page, url: service } = await people.arrive();
    await openRunner(page, service);
    await page.evaluate(() => {
      document.cookie = "secret=1";
      localStorage.setItem("secret", "1");
    });
    let source = REACHING(service, url());
    if (language === "javascript") source = source.replaceAll(" as any", "").replace(/: Record<[^=]*=>\s*unknown>/, "");
    await run(page, language, ""); // all that it needs is loaded
    const before = await requests(service);
    const told = await run(page, language, source);
    expect(told.end.reason).toBe("exited");
    expect(reached(told.output)).toEqual([]);
    expect(told.output.trim().split("\n")).toHaveLength(27);
    expect(visits).toEqual([]);
    expect(await requests(service), "what arrived at our own server, by route").toEqual(before);
  });
}

test("python reaches nothing outside its interpreter", async ({ people }) => {
  people.faults.allowRefusals();
  const { page, url: service } = await people.arrive();
  await openRunner(page, service);
  const told = await run(
    page,
    "python",
    `
def attempt(name, do):
    try:
        print(name, "reached:", do())
    except BaseException as error:
        print(name, "refused")

def by_import(name):
    return lambda: __import__(name)

import gc, importlib, sys
attempt("js", by_import("js"))
attempt("pyodide_js", by_import("pyodide_js"))
attempt("run_js", lambda: __import__("pyodide.code").code.run_js("1"))
attempt("urllib", lambda: __import__("urllib.request").request.urlopen("${url()}", timeout=1).read())
attempt("socket", lambda: __import__("socket").create_connection(("127.0.0.1", ${new URL(service).port}), 1).send(b"x"))
attempt("pyodide.http", lambda: __import__("pyodide.http").http.open_url("${url()}").read())
attempt("subprocess", lambda: __import__("subprocess").run(["ls"]))
attempt("system", lambda: 1 / (1 - min(1, abs(__import__("os").system("ls")))))
def proxies():
    found = []
    for name, module in list(sys.modules.items()):
        if "Js" in type(module).__name__:
            found.append(name)
        else:
            found += [f"{name}.{key}" for key, value in list(vars(module).items()) if type(value).__name__ == "JsProxy"]
    found += [repr(thing)[:50] for thing in gc.get_objects() if type(thing).__name__ == "JsProxy"]
    if not found:
        raise LookupError
    return found
attempt("proxies", proxies)
`,
  );
  expect(told.end.reason).toBe("exited");
  expect(reached(told.stdout)).toEqual([]);
  expect(told.stderr.trim().split("\n")).toEqual([expect.stringMatching(/^'ls' was not run: /)]);
  expect(visits).toEqual([]);
});

test("lua and ruby have no way to the page's script or the network", async ({ people }) => {
  people.faults.allowRefusals();
  const { page, url: service } = await people.arrive();
  await openRunner(page, service);
  const lua = await run(page, "lua", `print(js, window, fetch, __write, __read)\nprint(pcall(require, "socket"))`);
  expect(lua.output).toMatch(/^nil\tnil\tnil\tnil\tnil\nfalse\t/);
  const ruby = await run(
    page,
    "ruby",
    `
def attempt(name)
  puts "#{name} reached: #{yield}"
rescue Exception
  puts "#{name} refused"
end
attempt("js") { require "js"; JS.eval("return 1") }
attempt("fetch") { require "js/require_remote"; 1 }
attempt("socket") { require "socket"; TCPSocket.new("127.0.0.1", ${new URL(service).port}) }
attempt("net") { require "net/http"; Net::HTTP.get(URI("${url()}")) }
attempt("shell") { raise "no" if \`ls\`.nil?; 1 }
`,
  );
  expect(reached(ruby.output)).toEqual([]);
  expect(visits).toEqual([]);
});

const FORGED = `{ kind: "output", stream: "stdout", text: "forged" }, { kind: "end", code: 0, isError: false, message: null }, "ready"`;

test("a message that looks like another run's is not heard", async ({ bench: page }) => {
  const forging = `
for (const message of [${FORGED}, { kind: "ready" }, { kind: "inputWanted" }]) {
  self.postMessage(message);
  new BroadcastChannel("codesala").postMessage(message);
}
// Whoever listens hears no order for the run, and gets no port of it.
addEventListener("message", ({ data, ports }) => console.log("heard", data, ports));
MessagePort.prototype.postMessage = function (...values) { console.log("caught", values); };
Object.defineProperty(MessageEvent.prototype, "data", { get() { console.log("read"); return null; } });
setTimeout(() => console.log("mine"), 300);
`;
  const told = await run(page, "javascript", forging);
  expect(told.output).toBe("mine\n");
  expect(told.end).toMatchObject({ reason: "exited", code: 0 });
  expect((await run(page, "javascript", "console.log(typeof readline, 1)")).output).toBe("function 1\n");
});

test("what a program leaves behind does not speak in the next run", async ({ bench: page }) => {
  await run(page, "javascript", `setTimeout(() => console.log("late"), 50);\nthrow new Error("over");`);
  expect((await run(page, "javascript", "await new Promise((done) => setTimeout(done, 200))")).output).toBe("");
  await run(page, "python", `import atexit, sys\natexit.register(print, "late")\nsys.excepthook = print\n`);
  expect((await run(page, "python", "print('mine')")).output).toBe("mine\n");
});

const ENDLESS: Record<string, string> = {
  javascript: "for (;;);",
  typescript: "for (;;);",
  python: "while True: pass",
  lua: "while true do end",
  ruby: "loop {}",
  sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;",
};

const PRINTING: Record<string, string> = {
  javascript: 'for (;;) console.log("x".repeat(40));',
  typescript: 'for (;;) console.log("x".repeat(40));',
  python: 'while True: print("x" * 40)',
  lua: 'while true do print(("x"):rep(40)) end',
  ruby: 'loop { puts "x" * 40 }',
};

const EMPTY: Record<string, string> = { sql: "SELECT 1;" };

const BOMBS: Record<string, string> = {
  javascript: "const b = new Uint8Array(2 ** 30); b.fill(1); console.log(b.length);",
  typescript: "const b = new ArrayBuffer(2 ** 30); console.log(b.byteLength);",
  python: "a = []\nfor i in range(1100):\n    a.append(bytearray(1_000_000))\nprint(len(a))",
  lua: 'local a, s = {}, ("x"):rep(1000) for i = 1, 1100 do a[i] = s:rep(1000) .. i end print(#a)',
  ruby: 'a = []\n1100.times { |i| a << "x" * 1_000_000 }\nputs a.size',
  sql: "SELECT length(randomblob(1000000000));",
};

for (const language of Object.keys(ENDLESS)) {
  const [endless = "", printing, bomb = ""] = [ENDLESS[language], PRINTING[language], BOMBS[language]];
  const runsOn = async (page: Page) => {
    expect((await run(page, language, EMPTY[language] ?? "")).end.reason).toBe("exited");
  };

  test(`${language}: an endless loop is stopped, and the next program runs`, async ({ bench }) => {
    await runsOn(bench); // loading is not what is measured here
    const told = await run(bench, language, endless, { stopAfterMs: 300 });
    expect(told.end).toMatchObject({ reason: "stopped", code: null });
    await runsOn(bench);
  });

  if (printing) {
    test(`${language}: endless printing ends at the limit and can be stopped before`, async ({ bench }) => {
      await prewarm(bench, language);
      await runsOn(bench);
      const told = await run(bench, language, printing);
      expect(told.end).toMatchObject({ reason: "limit", message: "Stopped after 2 MB of output." });
      expect(told.stdout.length).toBeGreaterThanOrEqual(4_000 * 41);
      expect(told.output.length).toBeLessThanOrEqual(5_100 * 41);
      const slowly = {
        javascript:
          'for (;;) { console.log("x"); for (const until = performance.now() + 5; performance.now() < until; ); }',
      };
      const stopped = await run(bench, language, slowly[language as "javascript"] ?? printing, { stopAfterMs: 0 });
      expect(["stopped", "limit"]).toContain(stopped.end.reason);
    });
  }

  test(`${language}: a gigabyte is not given`, async ({ bench }) => {
    await runsOn(bench);
    const told = await run(bench, language, bomb);
    expect(told.end).toMatchObject({ reason: "error", code: 1 });
    expect(told.stderr).toMatch(/memory|allocation failed/i);
    await runsOn(bench);
  });
}

test("a flood of messages that are none of ours leaves the page awake, and stops", async ({ bench: page }) => {
  // Of an endless one the browser has a minute of work left when its worker is gone.
  const flood = "for (let sent = 0; sent < 30_000; sent++) self.postMessage('x'.repeat(1000)); for (;;);";
  const told = await run(page, "javascript", flood, { stopAfterMs: 1_000 });
  expect(told.end.reason).toBe("stopped");
  expect((await run(page, "javascript", "console.log(1)")).output).toBe("1\n");
});
