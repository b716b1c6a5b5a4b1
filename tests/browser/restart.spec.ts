// The server goes away under two people who type, asked or killed, and comes back.
import type { Page } from "@playwright/test";

import { Cluster } from "./support/cluster";
import { Line } from "./support/network";
import type { Node } from "./support/node";
import { codeOnServer } from "./support/people";
import { expect, type People, test } from "./support/stage";

for (const { how, verb } of [
  { how: "stopped with SIGTERM", verb: "stop" },
  { how: "killed with SIGKILL", verb: "kill" },
] as const) {
  test(`a server that is ${how} comes back with one identical text and nothing doubled`, async ({
    people,
    ownNode,
  }) => {
    const host = await people.host();
    const candidate = await people.candidate(await host.shareLink(), "Marcus");
    await host.writes("one\n");
    await candidate.seesExactly("one\n");
    // Comments: after a word, Enter may take what the completion offers.
    await candidate.types("# two\n");
    await host.seesExactly("one\n# two\n");
    await host.isSaved();
    await candidate.isSaved();
    const lengths = await watchLength(candidate.page);

    await ownNode[verb]();
    await expect(candidate.chip).toHaveText("Reconnecting…");
    await host.typesAtTheStart("# zero\n");
    await candidate.types("# three\n");
    await expect(host.chip).toHaveText("Offline: kept on this device");
    await ownNode.start();

    const whole = "# zero\none\n# two\n# three\n";
    for (const person of [host, candidate]) {
      await person.isConnected();
      await person.seesExactly(whole);
    }
    expect(await lengths(), "the text was never empty or short").toBeGreaterThanOrEqual("one\n# two\n".length - 3);
    const session = await host.ownSession();
    await expect.poll(() => codeOnServer(ownNode.url, session)).toBe(whole);

    const late = await people.candidate(await host.shareLink(), "Late");
    await late.seesExactly(whole);
    await expect(host.list).toHaveCount(3);
  });
}

test("four people who type while their server is killed and comes back have all of it", async ({ people, ownNode }) => {
  await typeThroughAKill(people, [ownNode]);
});

test("four people on two servers that are killed at once and come back have all of it", async ({ people }) => {
  test.skip(!process.env.FAULT_RUNS, "takes half a minute: `make faults` runs it");
  people.faults.allowOutages();
  const cluster = await Cluster.open();
  try {
    people.url = cluster.first.url;
    await typeThroughAKill(people, [cluster.first, cluster.second]);
  } finally {
    await people.leave();
    await cluster.close();
  }
});

async function typeThroughAKill(people: People, nodes: readonly Node[]): Promise<void> {
  const host = await people.host();
  await host.writes("# A:\n# B:\n# C:\n# D:");
  const link = await host.shareLink();
  const everybody = [host];
  for (const [number, name] of ["Ben", "Cleo", "Dana"].entries()) {
    const { url } = nodes[(number + 1) % nodes.length] ?? host;
    everybody.push(await people.candidate(link.replace(host.url, url), name, { url }));
  }
  for (const person of everybody) await person.sees("# D:");

  let isOver = false;
  const typing = everybody.map(async ({ editor, page }, line) => {
    const words: string[] = [];
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    for (let down = 0; down < line; down += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    while (!isOver) {
      const word = ` ${"ABCD"[line]}${words.length}.`;
      await page.keyboard.type(word, { delay: 100 }); // as people do
      words.push(word);
    }
    return words.join("");
  });
  await host.sees("# D: D0. D1. D2.");
  await Promise.all(nodes.map((node) => node.kill()));
  await Promise.all(everybody.map(({ chip }) => expect(chip).toHaveText(/Reconnecting…|Offline/)));
  await Promise.all(nodes.map((node) => node.start()));
  for (const person of everybody) await person.isConnected();
  isOver = true;
  const typed = await Promise.all(typing);

  const whole = typed.map((words, line) => `# ${"ABCD"[line]}:${words}`).join("\n");
  for (const person of everybody) {
    await person.seesExactly(whole);
    await person.isSaved();
  }
  const session = await host.ownSession();
  for (const { url } of nodes) await expect.poll(() => codeOnServer(url, session)).toBe(whole);
}

test("a text that was called Saved is there after kill -9 and a reload", async ({ people, ownNode }) => {
  const host = await people.host();
  await host.writes("precious");
  await host.isSaved();
  const session = await host.ownSession();
  await ownNode.kill();
  await ownNode.start();

  expect(await codeOnServer(ownNode.url, session)).toBe("precious");
  await host.page.reload();
  await host.isInRoom();
  await host.seesExactly("precious");
});

test("an edit that was never sent survives a closed page and a restarted server", async ({ people, ownNode }) => {
  const line = await Line.to(ownNode.port);
  const host = await people.host();
  const link = (await host.shareLink()).replace(host.url, line.url);
  const candidate = await people.candidate(link, "Marcus", { url: line.url });
  await host.writes("start\n");
  await candidate.seesExactly("start\n");

  line.cut();
  await candidate.types("never sent");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await candidate.leavesThePage();
  await ownNode.stop();
  await ownNode.start();
  line.mend();
  await candidate.page.goto(link);
  await candidate.isInRoom();
  await candidate.seesExactly("start\nnever sent");
  await host.seesExactly("start\nnever sent");
  await line.close();
});

/** Watches the editor from now on; the answer is the smallest number of characters that it has shown. */
async function watchLength(page: Page): Promise<() => Promise<number>> {
  const watched = await page.evaluateHandle(() => {
    const content = document.querySelector(".cm-content");
    const seen = { least: Infinity };
    if (!content) return seen;
    const look = () => (seen.least = Math.min(seen.least, content.textContent.replaceAll("\u2060", "").length));
    new MutationObserver(look).observe(content, { subtree: true, childList: true, characterData: true });
    look();
    return seen;
  });
  return () => watched.evaluate((seen) => seen.least);
}

test("a session at which the server stopped twice says why it is read-only, until a host allows writing", async ({
  people,
  ownNode,
}) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("start\n");
  await candidate.seesExactly("start\n");
  ownNode.changes("UPDATE sessions SET deaths = 2, revision = revision + 1"); // what the next worker writes

  for (const person of [host, candidate]) {
    await expect(person.news).toContainText("The server stopped twice at this session, so it is read-only.");
    await expect(person.editor).toHaveAttribute("aria-readonly", "true");
  }
  await (await host.interview()).getByRole("button", { name: "Allow writing again" }).click();
  await host.page.keyboard.press("Escape");
  await expect(candidate.editor).not.toHaveAttribute("aria-readonly", "true");
  await candidate.types("and on");
  await host.seesExactly("start\nand on");
});
