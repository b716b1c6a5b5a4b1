// What no page may do while it is tested: errors in the console, uncaught errors, requests to other hosts, and a document
// that scrolls. And all that the pages' consoles said, for who looks into a failure.
import type { BrowserContext, Page } from "@playwright/test";

import { watchScrolling } from "./scrolling";

/** What Chromium itself prints when a server or a network is away; no page can prevent it. */
const NETWORK_IS_AWAY = /Failed to load resource: net::ERR_(?!BLOCKED)|WebSocket connection to '[^']+' failed/;
/** … and when the server asks to come back later. */
const SERVER_IS_BUSY = /Failed to load resource: the server responded with a status of 503/;
/** … and when something is asked for at the wrong moment, or another was faster. */
const CONFLICT = /Failed to load resource: the server responded with a status of 409/;
/** … and when a program, or a page, tries what the policies of the page refuse. */
const REFUSED = /Content Security Policy|a request to another host|blocked by CORS|ERR_BLOCKED/;
/** … and what a test breaks in the page itself. */
const BROKEN = /broken by the test/;
/** … and when an address is asked for that leads nowhere. */
const LINK_IS_DEAD = /Failed to load resource: the server responded with a status of 404/;

export class Faults {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];
  readonly #said: string[] = [];

  get found(): readonly string[] {
    return this.#found.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
  }

  /** The consoles of all pages, in their order. */
  get said(): string {
    return this.#said.join("\n");
  }

  /** For tests that cut a network or end a server. */
  allowOutages(): void {
    this.#allowed.push(NETWORK_IS_AWAY);
  }

  allowDeadLinks(): void {
    this.#allowed.push(LINK_IS_DEAD);
  }

  allowBusy(): void {
    this.#allowed.push(SERVER_IS_BUSY);
  }

  allowConflicts(): void {
    this.#allowed.push(CONFLICT);
  }

  /** For tests whose programs try to get out. */
  allowRefusals(): void {
    this.#allowed.push(REFUSED);
  }

  allowBreakage(): void {
    this.#allowed.push(BROKEN);
  }

  /** Watches all pages of the context, also those that are opened later. */
  async watch(context: BrowserContext, origin: string): Promise<void> {
    await watchScrolling(context);
    const check = (address: string) => {
      const { host, protocol } = new URL(address);
      if (["blob:", "data:"].includes(protocol)) return;
      if (host !== new URL(origin).host) this.#found.push(`a request to another host: ${address}`);
    };
    context.on("request", (request) => check(request.url()));
    context.on("page", (page: Page) => page.on("websocket", (socket) => check(socket.url())));
    const find = (fault: string) => {
      this.#found.push(fault);
      this.#said.push(`${now()} ${fault}`);
    };
    context.on("weberror", (error) => find(`uncaught: ${String(error.error().stack)}`));
    context.on("console", (message) => {
      const told = `${message.text()} (${message.location().url})`;
      if (message.type() === "error") find(`console: ${told}`);
      else this.#said.push(`${now()} ${message.type()}: ${message.page()?.url() ?? ""}: ${told}`);
    });
  }
}

const now = (): string => new Date().toISOString().slice(11, 23);
