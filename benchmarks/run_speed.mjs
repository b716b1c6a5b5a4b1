// How long from Run to the first output, in each language, and in C++ by header: `node benchmarks/run_speed.mjs [rounds]`.
// Cold: a fresh browser, nothing loaded. Warm: again in the same page, a second later. Java: from the click on Run to the
// output in the room, on a server that compiled nothing yet. Needs `make build` before, and for Java what `make runner` needs.
import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

import { freshBrowser, servePage } from "./page_server.mjs";

const ROUNDS = Number(process.argv[2] ?? 5);
const HELLO = {
  javascript: 'console.log("hello")',
  typescript: 'const text: string = "hello";\nconsole.log(text)',
  python: 'print("hello")',
  sql: "SELECT 'hello';",
  lua: 'print("hello")',
  ruby: 'puts "hello"',
  cpp: '#include <iostream>\nint main() { std::cout << "hello" << std::endl; }',
};
const JAVA = 'class Main { public static void main(String[] args) { System.out.println("hello"); } }';
/** Each use is the least that a header is included for. The first has compiled hello before: the compiler is there. */
const HEADERS = {
  "bits/stdc++.h": "std::vector<int> all{3, 1, 2}; std::sort(all.begin(), all.end()); std::cout << all[0] << std::endl;",
  map: 'std::map<std::string, int> all{{"a", 1}}; std::puts(all.begin()->first.c_str());',
  algorithm: "int all[]{3, 1, 2}; std::sort(all, all + 3); std::printf(\"%d\\n\", all[0]);",
  format: 'std::puts(std::format("{:>5}", 3).c_str());',
  regex: 'std::puts(std::regex_match("ab", std::regex("a.")) ? "yes" : "no");',
  ranges: "for (int one : std::views::iota(1, 3) | std::views::reverse) std::printf(\"%d\\n\", one);",
  thread: 'std::thread other([] { std::puts("there"); }); other.join();',
  chrono: "std::printf(\"%d\\n\", std::chrono::steady_clock::now().time_since_epoch().count() > 0);",
  random: "std::mt19937 draw(1); std::printf(\"%u\\n\", static_cast<unsigned>(draw()));",
};
/** A program that includes a header. Each has a number of its own, so that nothing compiled is found again. */
const including = (header, use, number) =>
  ["cstdio", "string", header].map((name) => `#include <${name}>\n`).join("") + `int main() { ${use} return ${number} * 0; }`;

/** Milliseconds from start() to the first output. */
const firstOutput = (page, language, source) =>
  page.evaluate(
    async ({ chunk, language, source }) => {
      const { programOfText, runtimeFor } = await import(chunk);
      const beganMs = performance.now();
      const runtime = await runtimeFor(language);
      return new Promise((done, failed) => {
        let outputMs = NaN;
        runtime.start(programOfText(source, language), {
          stage: () => undefined,
          output: () => (outputMs = performance.now() - beganMs),
          inputWanted: () => undefined,
          end: (end) => (end.reason === "exited" ? done(outputMs) : failed(new Error(JSON.stringify(end)))),
        });
      });
    },
    { chunk, language, source },
  );

/** Runs in a room's page: milliseconds from the click on Run to one "hello" more in the console. */
const clickAndWait = () => {
  const hellos = () => (document.querySelector("[role=log]")?.textContent ?? "").split("hello").length;
  const before = hellos();
  const beganMs = performance.now();
  return new Promise((done) => {
    new MutationObserver(() => hellos() > before && done(performance.now() - beganMs)).observe(
      document.body,
      { subtree: true, childList: true, characterData: true },
    );
    document.querySelector("button[aria-keyshortcuts*=Enter]").click();
  });
};

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)].toFixed(0);
const cells = (...columns) => columns.map((all) => `${middle(all)} (${Math.max(...all).toFixed(0)})`).join(" | ");

/** Of each round a fresh browser at the page, until `use` is done with it. */
async function inFreshBrowsers(use) {
  for (let round = 0; round < ROUNDS; round += 1) {
    const browser = await freshBrowser();
    const page = await browser.newPage();
    await page.goto(url);
    await use(page, round);
    await browser.close();
  }
}

async function languages() {
  for (const [language, source] of Object.entries(HELLO)) {
    const cold = [];
    const warm = [];
    await inFreshBrowsers(async (page) => {
      cold.push(await firstOutput(page, language, source));
      for (let again = 0; again < 3; again += 1) {
        await pause(1_000); // as nobody presses Run faster
        warm.push(await firstOutput(page, language, source));
      }
    });
    console.log(`| ${language} | ${cells(cold, warm)} |`);
  }
}

async function java() {
  const cold = [];
  const warm = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await servePage({ runner: true });
    const browser = await freshBrowser();
    const answer = await fetch(`${server.url}api/sessions`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ language: "java" }),
    });
    const page = await browser.newPage();
    await page.goto((await answer.json()).share_url);
    await page.locator("#name").fill("Ana");
    await page.keyboard.press("Enter");
    await page.locator('.cm-content[contenteditable="true"]').click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(JAVA);
    for (const times of [cold, warm, warm, warm]) {
      times.push(await page.evaluate(clickAndWait));
      await pause(1_000);
    }
    await browser.close();
    await server.close();
  }
  console.log(`| java | ${cells(cold, warm)} |`);
}

async function headers() {
  const first = {};
  const again = {};
  await inFreshBrowsers(async (page, round) => {
    await firstOutput(page, "cpp", HELLO.cpp);
    for (const [place, [header, use]] of Object.entries(HEADERS).entries()) {
      const number = round * 1_000 + place * 10;
      (first[header] ??= []).push(await firstOutput(page, "cpp", including(header, use, number)));
      (again[header] ??= []).push(await firstOutput(page, "cpp", including(header, use, number + 1)));
    }
  });
  console.log("\n| C++, with the compiler loaded | First program | Another one |\n|---|---|---|");
  for (const header of Object.keys(HEADERS)) console.log(`| <${header}> | ${cells(first[header], again[header])} |`);
}

const { url, chunk, close } = await servePage();
console.log(`${ROUNDS} rounds, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; milliseconds, median (worst)`);
console.log("| Language | Cold | Warm |\n|---|---|---|");
try {
  await languages();
  await java();
  await headers();
} finally {
  await close();
}
