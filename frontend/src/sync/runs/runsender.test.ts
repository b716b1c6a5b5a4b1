import { expect, test } from "vitest";

import { MAX_OUTPUT_CHARS, type RunRequest, RunSender } from "./runsender";

/** The server's side of it, as backend/codesala/rooms/programs/runs.py has it, behind a line that can be cut. */
class Server {
  readonly taken: RunRequest[] = [];
  isUp = true;
  /** Frames that are on their way when the line is cut are lost. */
  isLosing = false;
  answers: number[] = [];

  receive = (request: RunRequest): boolean => {
    if (!this.isUp) return false;
    if (this.isLosing) return true;
    if (request.seq === this.taken.length) this.taken.push(structuredClone(request));
    else this.answers.push(this.taken.length);
    return true;
  };

  /** The line is back, and the answers arrive. */
  mend(sender: RunSender): void {
    this.isUp = true;
    this.isLosing = false;
    sender.connected();
    if (this.answers.length === 0) sender.started();
    for (const from of this.answers.splice(0)) sender.resend(from);
  }

  get output(): string {
    return this.taken.map((request) => (request.type === "run.output" ? request.text : "")).join("");
  }
}

const begun = () => {
  const server = new Server();
  const sender = new RunSender("run-0001", server.receive);
  sender.start({ language: "python", runtime: "Python 3.14", on: "browser" });
  return { server, sender };
};

test("requests are numbered from 0 and sent at once", () => {
  const { server, sender } = begun();
  sender.output("stdout", "a\n");
  sender.input("b");
  sender.end({ reason: "exited", code: 0, durationMs: 12, message: null });
  expect(server.taken.map(({ type, seq }) => [type, seq])).toEqual([
    ["run.start", 0],
    ["run.output", 1],
    ["run.input", 2],
    ["run.end", 3],
  ]);
});

test("what was lost with a connection and what came while it was down is sent when it is back, once", () => {
  const { server, sender } = begun();
  sender.output("stdout", "1");
  server.isLosing = true;
  sender.output("stdout", "2");
  server.isUp = false;
  sender.output("stdout", "3");
  sender.output("stdout", "4");
  server.mend(sender);
  sender.output("stdout", "5");
  sender.end({ reason: "exited", code: 0, durationMs: 1, message: null });
  expect(server.output).toBe("12345");
  expect(server.answers).toEqual([]);
  expect(server.taken.at(-1)?.type).toBe("run.end");
});

test("a run whose start was lost begins when the line is back", () => {
  const server = new Server();
  server.isUp = false;
  const sender = new RunSender("run-0001", server.receive);
  sender.start({ language: "python", runtime: "x", on: "browser" });
  sender.output("stdout", "offline");
  sender.end({ reason: "exited", code: 0, durationMs: 1, message: null });
  server.mend(sender);
  expect(server.output).toBe("offline");
  expect(server.taken).toHaveLength(3);
});

test("while the server's answer is awaited nothing else is sent", () => {
  const { server, sender } = begun();
  sender.connected();
  sender.output("stdout", "waits");
  expect(server.taken).toHaveLength(1);
  sender.resend(1);
  expect(server.output).toBe("waits");
});

test("long output is cut into requests, and beyond the limit not sent at all", () => {
  const { server, sender } = begun();
  sender.output("stdout", "x".repeat(1_000_000));
  sender.end({ reason: "limit", code: null, durationMs: 1, message: "too much" });
  expect(server.taken.every(({ text }) => typeof text !== "string" || text.length <= 32_000)).toBe(true);
  expect(server.output.length).toBeGreaterThan(MAX_OUTPUT_CHARS);
  expect(server.output.length).toBeLessThanOrEqual(MAX_OUTPUT_CHARS + 32_000);
  expect(server.taken.at(-1)?.type).toBe("run.end");
});

test("no character is torn, and half characters are replaced", () => {
  const { server, sender } = begun();
  sender.output("stdout", `${"x".repeat(31_999)}😀\ud800`);
  expect(server.output).toBe(`${"x".repeat(31_999)}😀\ufffd`);
  expect(server.taken[1]?.text).toHaveLength(31_999);
});
