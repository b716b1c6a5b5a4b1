// What every browser test starts from: a server, and people who come to it with browsers of their own.
import { writeFileSync } from "node:fs";

import { test as base, type Browser, type BrowserContextOptions, type TestInfo } from "@playwright/test";

import { countCoverage, keepCoverage } from "./coverage";
import { Faults } from "./faults";
import { Node } from "./node";
import { Person } from "./people";
import { lookAtScrolling } from "./scrolling";

export { expect } from "@playwright/test";

type Arrival = BrowserContextOptions & { url?: string };

export class People {
  readonly #present: Person[] = [];

  constructor(
    readonly browser: Browser,
    readonly defaults: BrowserContextOptions,
    /** Where people find the service when nothing else is said. */
    public url: string,
    readonly faults: Faults,
    readonly savesData: boolean,
  ) {}

  /** Somebody with a fresh browser, who has opened nothing yet. */
  async arrive(options: Arrival = {}): Promise<Person> {
    const { url = this.url, ...chosen } = options;
    const context = await this.browser.newContext({ ...this.defaults, ...chosen });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.faults.watch(context, url);
    if (this.savesData) await context.addInitScript(saveData);
    const page = await context.newPage();
    await countCoverage(page);
    const person = new Person(page, url);
    this.#present.push(person);
    return person;
  }

  /** Who hosts a session and has come by its link. */
  async host({ language, ...options }: Arrival & { language?: string } = {}): Promise<Person> {
    const host = await this.arrive(options);
    await host.hostsSession({ language });
    return host;
  }

  async candidate(link: string, name: string, options: Arrival = {}): Promise<Person> {
    const candidate = await this.arrive(options);
    await candidate.joins(link, name);
    return candidate;
  }

  async leave(): Promise<void> {
    const pages = this.#present.splice(0).map(({ page }) => page);
    const contexts = pages.map((page) => page.context());
    await Promise.all(contexts.flatMap((context) => context.pages()).map(lookAtScrolling));
    await Promise.all(pages.map(keepCoverage));
    await Promise.all(contexts.map((context) => context.close()));
  }
}

interface Stage {
  /**
   * Whether people's browsers save data, as browsers may: then a room does not load its language, 40 MB of Python, before
   * somebody runs a program. So it is where nobody does; tests of running have ordinary browsers.
   */
  savesData: boolean;
  /** What went wrong in any page of the test. */
  faults: Faults;
  people: People;
  /** A server of this test alone, to stop and kill; `people` come to it. */
  ownNode: Node;
}

interface House {
  node: Node;
  /** Who stays for all tests of this worker: for what takes long to come about, and is then only looked at. */
  regulars: People;
}

export const test = base.extend<Stage, House>({
  node: [
    async ({}, use) => {
      const node = await Node.open();
      await use(node);
      await node.close();
    },
    { scope: "worker" },
  ],
  regulars: [
    async ({ browser, node }, use) => {
      const defaults = { locale: "en-US", viewport: { width: 1280, height: 800 } };
      const people = new People(browser, defaults, node.url, new Faults(), true);
      await use(people);
      await people.leave();
    },
    { scope: "worker" },
  ],
  faults: [
    async ({}, use, info) => {
      Node.forgetEnded();
      const before = new Map(Node.logs().map(({ url, log }) => [url, log.length]));
      const faults = new Faults();
      await use(faults);
      if (info.errors.length > 0 || info.status !== info.expectedStatus) leaveEvidence(info, faults, before);
    },
    { auto: true },
  ],
  savesData: [true, { option: true }],
  people: async ({ browser, node, locale, viewport, faults, savesData }, use) => {
    const people = new People(browser, { locale, viewport }, node.url, faults, savesData);
    await use(people);
    await people.leave();
    base.expect(faults.found, "no page prints errors, asks other hosts or scrolls as a whole").toEqual([]);
  },
  ownNode: async ({ people }, use) => {
    const node = await Node.open();
    people.url = node.url;
    people.faults.allowOutages();
    await use(node);
    await people.leave(); // first: a page that still loads something would report the server's end
    await node.close();
  },
});

/** In the page. */
function saveData(): void {
  const { connection } = navigator as unknown as { connection: object };
  Object.defineProperty(connection, "saveData", { value: true });
}

/** Both sides' consoles, as files beside the trace; the runner prints where. Of servers that ran before only the rest. */
function leaveEvidence(info: TestInfo, faults: Faults, before: Map<string, number>): void {
  const servers = Node.logs().map(({ url, log }) => `${url}\n${log.slice(before.get(url) ?? 0)}`);
  for (const [name, text] of [
    ["pages.log", faults.said],
    ["servers.log", servers.join("\n")],
  ] as const) {
    const path = info.outputPath(name);
    writeFileSync(path, text);
    info.attachments.push({ name, path, contentType: "text/plain" });
  }
}
