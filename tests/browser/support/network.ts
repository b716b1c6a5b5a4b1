// A line between browsers and a server that tests can cut, freeze and mend. It looks at no byte.
import { connect, createServer, type Socket } from "node:net";

import type { Page } from "@playwright/test";

import { freePort } from "./node";

export class Line {
  #state: "up" | "cut" | "frozen" = "up";
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((near) => this.#join(near));

  private constructor(
    readonly port: number,
    readonly serverPort: number,
  ) {}

  static async to(serverPort: number): Promise<Line> {
    const line = new Line(await freePort(), serverPort);
    await new Promise<void>((done) => line.#server.listen(line.port, "127.0.0.1", done));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends what is connected, and what connects. */
  cut(): void {
    this.#state = "cut";
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Half-open: connections look alive, and nothing comes through in either direction. */
  freeze(): void {
    this.#state = "frozen";
    for (const socket of this.#sockets) socket.pause();
  }

  /** Works again. What was frozen is lost, as it is behind a router that has forgotten a connection. */
  mend(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#state = "up";
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#server.close(done));
  }

  #join(near: Socket): void {
    if (this.#state === "cut") {
      near.destroy();
      return;
    }
    const far = connect(this.serverPort, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined); // "close" follows
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.on("data", (bytes) => void other.write(bytes));
      if (this.#state === "frozen") socket.pause();
    }
  }
}

/** Answers to these requests of a page wait until the function is called that this returns. */
export async function holds(page: Page, url: string): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(url, async (route) => {
    await held;
    await route.continue().catch(() => undefined); // who asked may be gone by then
  });
  return () => release();
}
