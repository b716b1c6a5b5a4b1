// How fast C++ is: cold (a new browser, nothing cached), next, after a stop, cached, ahead of time. Prints a table of
// milliseconds to the first output: `node benchmarks/cpp_speed.mjs [rounds]`, after `make build`, on a quiet machine.
import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

import { freshBrowser, servePage } from "./page_server.mjs";

const ROUNDS = Number(process.argv[2] ?? 3);
/** Somebody reads the task. */
const READS_MS = 8_000;

const HELLO = `#include <iostream>\nint main() { std::cout << "Hello" << std::endl; }\n`;
const LOOP = `#include <cstdio>\nint main() { std::puts("on"); for (volatile int i = 0;; i = i + 1); }\n`;
const USUAL = `#include <bits/stdc++.h>
using namespace std;
int main() {
  map<string, vector<int>> groups;
  for (int i = 0; i < 100; ++i) groups[to_string(i % 7)].push_back(i * i % 31);
  for (auto &[name, values] : groups) { sort(values.begin(), values.end()); cout << name << ' ' << values[0] << '\\n'; }
  unordered_map<int, int> seen; priority_queue<int> queue; set<string> words{"a", "b"};
  for (int i = 0; i < 10; ++i) { ++seen[i % 3]; queue.push(i); }
  try { cout << groups.at("9")[0]; } catch (const out_of_range &error) { cout << error.what() << endl; }
}
`;

const { url, chunk, close } = await servePage();

/** Milliseconds from start() to the first output; with `stops`, from the stop at that output to the end. */
const timed = (page, source, stops = false) =>
  page.evaluate(
    async ({ chunk, source, stops }) => {
      const { programOfText, runtimeFor } = await import(chunk);
      const beganMs = performance.now();
      const runtime = await runtimeFor("cpp");
      return new Promise((done, failed) => {
        let outputMs = NaN;
        let stoppedMs = NaN;
        const run = runtime.start(programOfText(source, "cpp"), {
          stage: () => undefined,
          output() {
            if (!Number.isNaN(outputMs)) return;
            outputMs = performance.now() - beganMs;
            if (!stops) return;
            stoppedMs = performance.now();
            run.stop();
          },
          inputWanted: () => undefined,
          end(end) {
            if (end.reason !== (stops ? "stopped" : "exited")) failed(new Error(JSON.stringify(end)));
            done(stops ? performance.now() - stoppedMs : outputMs);
          },
        });
      });
    },
    { chunk, source, stops },
  );

const measured = {};
const note = async (name, took) => (measured[name] ??= []).push(Math.round(await took));
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    const browser = await freshBrowser();
    const page = await browser.newPage();
    await page.goto(url);
    await note("hello, cold", timed(page, HELLO));
    for (let again = 0; again < 3; again += 1) await note("hello, next", timed(page, HELLO));
    for (let again = 0; again < 2; again += 1) await note("map, sort, queue, next", timed(page, USUAL));
    await note("stop of a loop", timed(page, LOOP, true));
    await note("hello, after a stop", timed(page, HELLO));
    await page.reload();
    await note("hello, files cached", timed(page, HELLO));
    await page.reload();
    await page.evaluate(async (chunk) => (await (await import(chunk)).runtimeFor("cpp")).prewarm(), chunk);
    await pause(READS_MS);
    await note("hello, prewarmed", timed(page, HELLO));
    await browser.close();
  }
  console.log(`${ROUNDS} rounds, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`);
  console.log("| C++, ms to the first output | median | worst | all |\n|---|---|---|---|");
  for (const [name, all] of Object.entries(measured)) {
    const sorted = all.toSorted((a, b) => a - b);
    console.log(`| ${name} | ${sorted[Math.floor(sorted.length / 2)]} | ${sorted.at(-1)} | ${all.join(" ")} |`);
  }
} finally {
  await close();
}
