// The Java runner as a process: `codesala runner`. It needs Linux, bubblewrap and a JDK, as the tests in tests/runner do.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(__dirname, "../../..");

const isHere = (tool: string) => (process.env.PATH ?? "").split(delimiter).some((at) => existsSync(join(at, tool)));

/** Else what needs a runner is left out. */
export const canRunJava = isHere("bwrap") && (isHere("javac") || process.env.JAVA_HOME !== undefined);

export async function openRunner(): Promise<{ socket: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "codesala-runner-test-"));
  const socket = join(folder, "runner.sock");
  const { PATH, HOME, LANG, JAVA_HOME } = process.env;
  const child = spawn(join(ROOT, ".venv/bin/python"), ["-m", "codesala", "runner"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...{ PATH, HOME, LANG, ...(JAVA_HOME ? { JAVA_HOME } : {}) },
      ...{ PYTHONPATH: join(ROOT, "backend"), PYTHONUNBUFFERED: "1", RUNNER_SOCKET: socket },
    },
  });
  await once(createInterface(child.stderr), "line"); // it says what it runs once it takes programs
  if (!existsSync(socket)) throw new Error("the runner did not start");
  return {
    socket,
    close: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
