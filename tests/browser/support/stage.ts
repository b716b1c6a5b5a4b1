// What every browser test starts from: a server, and people who come to it with browsers of their own.
import { test as base, type Browser, type BrowserContextOptions } from "@playwright/test";

import { Faults } from "./faults";
import { Node } from "./node";
import { Person } from "./people";

export { expect } from "@playwright/test";

export class People {
  readonly faults = new Faults();
  readonly #present: Person[] = [];

  constructor(
    readonly browser: Browser,
    readonly defaults: BrowserContextOptions,
    /** Where people find the service when nothing else is said. */
    public url: string,
  ) {}

  /** Somebody with a fresh browser, who has opened nothing yet. */
  async arrive(options: BrowserContextOptions & { url?: string } = {}): Promise<Person> {
    const { url = this.url, ...chosen } = options;
    const context = await this.browser.newContext({ ...this.defaults, ...chosen });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    this.faults.watch(context, url);
    const person = new Person(await context.newPage(), url);
    this.#present.push(person);
    return person;
  }

  async host(options: BrowserContextOptions & { url?: string } = {}): Promise<Person> {
    const host = await this.arrive(options);
    await host.createsSession();
    return host;
  }

  async candidate(link: string, name: string, options: BrowserContextOptions & { url?: string } = {}): Promise<Person> {
    const candidate = await this.arrive(options);
    await candidate.joins(link, name);
    return candidate;
  }

  async leave(): Promise<void> {
    for (const person of this.#present.splice(0)) await person.page.context().close();
  }
}

interface Stage {
  people: People;
  /** A server of this test alone, to stop and kill; `people` come to it. */
  ownNode: Node;
}

export const test = base.extend<Stage, { node: Node }>({
  node: [
    async ({}, use) => {
      const node = await Node.open();
      await use(node);
      await node.close();
    },
    { scope: "worker" },
  ],
  people: async ({ browser, node, locale, viewport }, use) => {
    const people = new People(browser, { locale, viewport }, node.url);
    await use(people);
    await people.leave();
    base.expect(people.faults.found, "no page prints errors or asks other hosts").toEqual([]);
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
