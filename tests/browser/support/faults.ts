// What no page may do while it is tested: errors in the console, uncaught errors, requests to other hosts.
import type { BrowserContext, Page } from "@playwright/test";

/** What Chromium itself prints when a server or a network is away; no page can prevent it. */
const NETWORK_IS_AWAY =
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|TIMED_OUT|NETWORK_CHANGED|SOCKET_NOT_CONNECTED)|WebSocket connection to '[^']+' failed/;
/** … and when the server asks to come back later. */
const SERVER_IS_BUSY = /Failed to load resource: the server responded with a status of 503/;
/** … and when something is asked for at the wrong moment, or another was faster. */
const CONFLICT = /Failed to load resource: the server responded with a status of 409/;
/** … and when an address is asked for that leads nowhere. */
const LINK_IS_DEAD = /Failed to load resource: the server responded with a status of 404/;

export class Faults {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];

  get found(): readonly string[] {
    return this.#found.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
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

  watch(context: BrowserContext, origin: string): void {
    const check = (address: string) => {
      const { host, protocol } = new URL(address);
      if (["blob:", "data:"].includes(protocol)) return;
      if (host !== new URL(origin).host) this.#found.push(`a request to another host: ${address}`);
    };
    context.on("request", (request) => check(request.url()));
    context.on("page", (page: Page) => page.on("websocket", (socket) => check(socket.url())));
    context.on("weberror", (error) => this.#found.push(`uncaught: ${String(error.error().stack)}`));
    context.on("console", (message) => {
      if (message.type() === "error") {
        this.#found.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
  }
}
