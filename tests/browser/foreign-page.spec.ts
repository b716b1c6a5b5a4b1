// What a page of another site makes its visitors' browsers do here. The other site is this machine on another port, and
// by another name, as browsers tell the two apart.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { Node } from "./support/node";
import { expect, test } from "./support/stage";

test("a page of another site creates no session, however it asks", async ({ page }) => {
  const node = await Node.open({ ADMIN_TOKEN: "the-operators-own-key" });
  const other = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(`<form method="post" action="${node.url}/api/sessions" enctype="text/plain"></form>`);
  });
  await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
  const { port } = other.address() as AddressInfo;
  const created = async () => {
    const answer = await fetch(`${node.url}/api/sessions`, {
      headers: { Authorization: "Bearer the-operators-own-key" },
    });
    return answer.headers.get("x-total-count");
  };
  try {
    for (const name of ["127.0.0.1", "localhost"]) {
      await page.goto(`http://${name}:${port}/`);
      await page.evaluate(async (service) => {
        for (const body of [undefined, "{}"]) {
          await fetch(`${service}/api/sessions`, { method: "POST", mode: "no-cors", ...(body && { body }) });
        }
        navigator.sendBeacon(`${service}/api/sessions`);
      }, node.url);
      await Promise.all([
        page.waitForResponse((response) => response.url() === `${node.url}/api/sessions` && response.status() === 403),
        page.evaluate(() => document.querySelector("form")?.submit()),
      ]);
      await expect(page.locator("body")).toContainText("A page of another site asked for this");
    }
    expect(await created()).toBe("0");
    await page.goto(node.url);
    await page.evaluate(async () => fetch("/api/sessions", { method: "POST" }));
    expect(await created()).toBe("1");
  } finally {
    other.close();
    await node.close();
  }
});
