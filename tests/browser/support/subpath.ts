// A reverse proxy as operators have in front of the server: one sub-path of a site, WebSockets included.
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { Duplex } from "node:stream";

export class SubPath {
  readonly #server: Server;
  readonly #tunnels = new Set<Duplex>();
  /** Where the requests go; known only after the proxy, because the server's settings name the proxy. */
  serverPort = 0;

  private constructor(
    readonly port: number,
    readonly path: string,
  ) {
    this.#server = createServer((incoming, answer) => {
      const outgoing = this.#forward(incoming);
      if (!outgoing) {
        answer.writeHead(404).end("another part of this site");
        return;
      }
      outgoing.on("response", (from) => {
        answer.writeHead(from.statusCode ?? 502, from.headers);
        from.pipe(answer);
      });
      outgoing.on("error", () => answer.destroy());
      incoming.pipe(outgoing);
    });
    this.#server.on("upgrade", (incoming, near, head) => {
      const outgoing = this.#forward(incoming);
      if (!outgoing) {
        near.destroy();
        return;
      }
      outgoing.on("upgrade", (from, far, first) => {
        const headers = Object.entries(from.headers).map(([name, value]) => `${name}: ${String(value)}`);
        near.write(["HTTP/1.1 101 Switching Protocols", ...headers, "", ""].join("\r\n"));
        near.write(first);
        far.write(head);
        this.#join(near, far);
        this.#join(far, near);
      });
      outgoing.on("response", () => near.destroy());
      outgoing.on("error", () => near.destroy());
      outgoing.end();
    });
  }

  static async open(port: number, path: string): Promise<SubPath> {
    const proxy = new SubPath(port, path);
    await new Promise<void>((done) => proxy.#server.listen(port, "127.0.0.1", done));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${this.path}`;
  }

  async close(): Promise<void> {
    for (const tunnel of this.#tunnels) tunnel.destroy();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** The request without the sub-path; null for other parts of the site. */
  #forward(incoming: IncomingMessage) {
    const { method, headers, url = "/" } = incoming;
    if (!url.startsWith(`${this.path}/`)) return null;
    return request({ host: "127.0.0.1", port: this.serverPort, method, headers, path: url.slice(this.path.length) });
  }

  #join(from: Duplex, to: Duplex): void {
    this.#tunnels.add(from);
    from.on("data", (bytes) => void to.write(bytes));
    from.on("error", () => undefined);
    from.on("close", () => {
      this.#tunnels.delete(from);
      to.destroy();
    });
  }
}
