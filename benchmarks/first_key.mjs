// How long from opening a candidate's link to an editor that takes keys, with Enter pressed as soon as the name field is
// there, and how long to that field: `node benchmarks/first_key.mjs [rounds]`. Each round is a fresh browser with nothing
// loaded. Chrome itself makes the slow machine and the slow line. Needs `make build` before.
import { cpus, loadavg } from "node:os";

import { freshBrowser, servePage } from "./page_server.mjs";

const ROUNDS = Number(process.argv[2] ?? 7);
const BITS_A_BYTE = 8;
const MACHINES = [
  { name: "plain", cpu: 1, line: null, goals: { field: 400, editor: 700 } },
  {
    name: "a quarter of the CPU, 1.6 Mbit/s, 150 ms",
    cpu: 4,
    line: { latency: 150, downloadThroughput: 1_600_000 / BITS_A_BYTE, uploadThroughput: 1_600_000 / BITS_A_BYTE },
    goals: { field: 1_100, editor: 2_200 },
  },
];

/** Runs in the page, before it: notes in milliseconds since the link was opened when each of both is first there. */
function watch() {
  const seen = { field: "#name", editor: '.cm-content[contenteditable="true"]' };
  window.thereMs = {};
  new MutationObserver(() => {
    for (const [part, selector] of Object.entries(seen)) {
      if (part in window.thereMs || !document.querySelector(selector)) continue;
      window.thereMs[part] = performance.now();
      if (part === "field") window.fieldIsThere();
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["contenteditable"] });
}

async function measure(link, { cpu, line }) {
  const browser = await freshBrowser();
  try {
    const page = await browser.newPage();
    const chrome = await page.context().newCDPSession(page);
    if (cpu > 1) await chrome.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    if (line) await chrome.send("Network.emulateNetworkConditions", { offline: false, ...line });
    await page.exposeFunction("fieldIsThere", () => page.keyboard.press("Enter"));
    await page.addInitScript(watch);
    await page.goto(link, { waitUntil: "commit" });
    await page.waitForFunction(() => "editor" in window.thereMs, null, { timeout: 60_000 });
    const thereMs = await page.evaluate(() => window.thereMs);
    await page.keyboard.type("~");
    await page.waitForFunction(() => document.querySelector(".cm-content").textContent.includes("~"));
    return thereMs;
  } finally {
    await browser.close();
  }
}

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const { url, close } = await servePage();
try {
  const answer = await fetch(`${url}api/sessions`, { method: "POST" });
  const { share_url: link } = await answer.json();
  console.log(`${ROUNDS} rounds, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; milliseconds, median (worst)`);
  console.log("| Machine | Name field | goal | Editor | goal |\n|---|---|---|---|---|");
  for (const machine of MACHINES) {
    const rounds = [];
    while (rounds.length < ROUNDS) rounds.push(await measure(link, machine));
    const cells = ["field", "editor"].flatMap((part) => {
      const all = rounds.map((round) => round[part]);
      return [`${middle(all).toFixed(0)} (${Math.max(...all).toFixed(0)})`, `≤ ${machine.goals[part]}`];
    });
    console.log(`| ${machine.name} | ${cells.join(" | ")} |`);
  }
} finally {
  await close();
}
