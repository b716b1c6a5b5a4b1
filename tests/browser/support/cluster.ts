// Two servers that share a real PostgreSQL and a real Redis, as an operator of several nodes has them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

import { Node } from "./node";

const ROOT = resolve(__dirname, "../../..");

export class Cluster {
  private constructor(
    readonly servers: ChildProcess,
    readonly first: Node,
    readonly second: Node,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<Cluster> {
    const servers = spawn(resolve(ROOT, ".venv/bin/python"), ["-m", "tests.support.servers"], {
      cwd: ROOT,
      stdio: ["pipe", "pipe", "inherit"], // closing the first, also by dying, ends them
      env: { ...process.env, PYTHONPATH: `${ROOT}/backend:${ROOT}` },
    });
    const [line] = (await once(createInterface(servers.stdout), "line")) as [string];
    const { database, redis } = JSON.parse(line) as { database: string; redis: string };
    const shared = { DATABASE_URL: database, REDIS_URL: redis, ...settings };
    return new Cluster(servers, await Node.open(shared), await Node.open(shared));
  }

  async close(): Promise<void> {
    await this.first.close();
    await this.second.close();
    const ended = once(this.servers, "exit");
    this.servers.stdin?.end();
    await ended;
  }
}
