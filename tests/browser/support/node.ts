// A real server: `python -m codesala serve` as a process on a port of its own, to start, stop and kill.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, openSync, closeSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { patient } from "./patience";

const ROOT = resolve(__dirname, "../../..");
const START_MS = patient(60_000);

/** The tests come from one address; what limits an address has tests of its own in tests/contract. */
const ROOMY = {
  METRICS_FOR: "everybody",
  CREATE_RATE: "100000/minute",
  CREATE_BYTES_A_DAY: String(2 ** 40),
  MAX_ADDRESS_PEERS: "5000",
  CHANGE_RATE: "100000/minute",
  LINK_FAILURE_RATE: "100000/minute",
  REQUEST_SHARE: "100",
};

/** Each worker has ports of its own, so that no two processes find the same one free. tests/support has those below. */
const FIRST_PORT = 24_000 + (Number(process.env.TEST_PARALLEL_INDEX ?? 0) % 4) * 2_000;
const PORTS = 2_000;
const given = new Set<number>();

/** A loopback port that nobody listens on, below the range that systems use for outgoing connections; once only. */
export async function freePort(): Promise<number> {
  while (given.size < PORTS) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (given.has(port)) continue;
    given.add(port);
    const probe = createServer();
    const isFree = await new Promise<boolean>((answer) => {
      probe.once("error", () => answer(false));
      probe.listen(port, "127.0.0.1", () => answer(true));
    });
    await new Promise((done) => probe.close(done));
    if (isFree) return port;
  }
  throw new Error(`no port is free from ${FIRST_PORT} on`);
}

export class Node {
  /** What the servers of this process have said: of those that run, and of those that ended since `forgetEnded`. */
  static readonly #known = new Set<Node>();

  #child: ChildProcess | null = null;
  #watcher: ChildProcess | null = null;
  #lastLog: string | null = null;
  readonly #folder = mkdtempSync(join(tmpdir(), "codesala-browser-"));

  private constructor(
    readonly port: number,
    readonly settings: Record<string, string>,
  ) {
    Node.#known.add(this);
  }

  /** The logs by the servers' addresses. */
  static logs(): { url: string; log: string }[] {
    return [...Node.#known].map(({ url, log }) => ({ url, log }));
  }

  static forgetEnded(): void {
    for (const node of Node.#known) if (node.#lastLog !== null) Node.#known.delete(node);
  }

  /** `settings` are environment variables as in docs/settings.md. */
  static async open(settings: Record<string, string> = {}): Promise<Node> {
    const node = new Node(await freePort(), settings);
    await node.start();
    return node;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get log(): string {
    return this.#lastLog ?? readFileSync(join(this.#folder, "log"), "utf8");
  }

  async start(): Promise<void> {
    const { PATH, HOME, LANG, FRONTEND_DIR } = process.env;
    const output = openSync(join(this.#folder, "log"), "a");
    const child = spawn(join(ROOT, ".venv/bin/python"), ["-m", "codesala", "serve"], {
      cwd: ROOT,
      stdio: ["ignore", output, output],
      env: {
        ...{ PATH, HOME, LANG },
        ...(FRONTEND_DIR ? { FRONTEND_DIR } : {}),
        PYTHONPATH: join(ROOT, "backend"),
        PORT: String(this.port),
        DATA_DIR: join(this.#folder, "data"),
        ...ROOMY,
        ...this.settings,
      },
    });
    closeSync(output);
    this.#child = child;
    this.#watch(child);
    const deadline = Date.now() + START_MS;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the node did not start:\n${this.log}`);
      await pause(50); // between two looks at a condition
    }
  }

  /** SIGTERM, as an operator or a platform does it. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** SIGKILL: nothing is flushed, nobody is told. Its worker ends by itself, when it sees that it is alone. */
  async kill(): Promise<void> {
    if (!this.#child) return;
    await this.#end("SIGKILL");
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline && (await this.#isReady())) await pause(20); // else it would be taken for the next one's
  }

  /** Changes its database, as another node may do. */
  changes(statement: string): void {
    const code = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit()";
    execFileSync(join(ROOT, ".venv/bin/python"), ["-c", code, join(this.#folder, "data", "codesala.db"), statement]);
  }

  async close(): Promise<void> {
    await this.kill();
    this.#lastLog ??= this.log;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const [child, watcher] = [this.#child, this.#watcher];
    this.#child = this.#watcher = null;
    if (!child) return;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    }
    watcher?.kill("SIGKILL"); // only now: the process id is nobody else's until the exit was seen
  }

  /** However the tests end, also killed: their end of the pipe closes, and the watcher ends the server. */
  #watch(child: ChildProcess): void {
    this.#watcher = spawn("/bin/sh", ["-c", 'read -r _; kill -9 "$0"', String(child.pid)], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    this.#watcher.unref();
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/ready`, { signal: AbortSignal.timeout(patient(5_000)) })).ok;
    } catch {
      return false;
    }
  }
}
