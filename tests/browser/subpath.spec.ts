// The service as one part of a site: under a sub-path, behind a proxy that strips it.
import { freePort, Node } from "./support/node";
import { builtFrom } from "./support/parts";
import { expect, test } from "./support/stage";
import { SubPath } from "./support/subpath";

test("behind a proxy with a sub-path people create, join, type and reload", async ({ people }) => {
  const proxy = await SubPath.open(await freePort(), "/sala");
  const node = await Node.open({
    PUBLIC_URL: proxy.url,
    OPERATOR_NAME: "Example Ltd",
    OPERATOR_URL: "https://example.com/about",
    SOURCE_URL: "https://example.com/source",
  });
  proxy.serverPort = node.port;
  try {
    const host = await people.arrive({ url: `${proxy.url}/` });
    await host.createsSession();
    const link = await host.shareLink();
    expect(link.startsWith(`${proxy.url}/s/`)).toBe(true);
    expect(host.page.url()).toBe(link);
    const document = await (await host.page.request.get(link)).text();
    expect(document, "a link's page names the room's script").toContain(
      `href="./${builtFrom("screens/room/Room.svelte")}"`,
    );

    const links = [link, `${link}/replay`, await host.observerLink(), `${proxy.url}/l/samples`];
    const unknown = ["h", "r", "report"].map((kind) => `${proxy.url}/${kind}/${"x".repeat(22)}`);
    const guest = await people.arrive({ url: proxy.url });
    for (const address of [`${proxy.url}/`, ...links, ...unknown]) {
      // What a chat shows of a link: the same of each, so that it gives nothing of the session away.
      const page = await (await host.page.request.get(address)).text();
      const told = await guest.page.evaluate((html) => {
        const read = new DOMParser().parseFromString(html, "text/html");
        const of = (selector: string) => read.querySelector(selector)?.getAttribute("content");
        const titles = [read.title, of("meta[property='og:title']"), of("meta[property='og:site_name']")];
        return [...titles, of("meta[name=description]"), of("meta[property='og:description']")];
      }, page);
      const sentence = /^.*open the link, and you edit and run the same code together\. Nothing to install\.$/i;
      expect(told.slice(0, 3), address).toEqual(["Codesala", "Codesala: live coding interview", "Codesala"]);
      for (const description of told.slice(3)) expect(description, address).toMatch(sentence);
      for (const icon of [
        "favicon.ico",
        "apple-touch-icon.png",
        /<link rel="icon"[^>]* href="\.\/([^"]+)"/.exec(page)?.[1],
      ]) {
        const answer = await host.page.request.get(`${proxy.url}/${icon}`);
        expect(answer.headers()["content-type"], icon).toMatch(/^image\//);
      }
    }

    const candidate = await people.candidate(link, "Marcus", { url: proxy.url });
    await host.writes("one ");
    await candidate.seesExactly("one ");
    await candidate.types("two");
    await host.seesExactly("one two");

    await host.page.reload();
    await host.isInRoom();
    await expect(host.list.filter({ hasText: "(you)" })).toContainText("Host");
    const observer = await people.arrive({ url: proxy.url });
    await observer.page.goto(await host.observerLink());
    await observer.page.getByRole("button", { name: "Join" }).click();
    await observer.seesExactly("one two");

    await host.page.getByRole("link", { name: "Codesala, start page" }).click();
    await expect(host.page.getByRole("link", { name: /^Open / })).toBeVisible();
    expect(new URL(host.page.url()).pathname).toBe("/sala/");
    const foot = host.page.getByRole("contentinfo");
    await expect(foot.getByRole("link", { name: "Example Ltd" }), "who runs this server").toHaveAttribute(
      "href",
      "https://example.com/about",
    );
    await expect(foot.getByRole("link", { name: "Source code" })).toHaveAttribute("href", "https://example.com/source");
  } finally {
    await people.leave();
    await proxy.close();
    await node.close();
  }
});
