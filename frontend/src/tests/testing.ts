// For the tests of suites: programs run by this computer's own tools instead of a sandbox.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import type { Program } from "../runner/program";
import type { RunListener, Runtime } from "../runner/runtime";
import type { CallCase, Called } from "./calls";
import type { Comparison } from "./compare";
import { type Counts, type IoCase, runSuite, type Suite, type SuiteListener, type Verdict } from "./suite";

export const PLAIN: Comparison = {
  ...{ caseSensitive: false, spaceChangeSensitive: false },
  ...{ floatTolerance: null, anyOrder: false },
};
const EVER_MS = 60_000;

/** By the endings of names: the language's id, and its tools, of which the first that is here runs it. */
const TOOLS: Record<string, { language: string; names: string[] }> = {
  py: { language: "python", names: ["python3"] },
  js: { language: "javascript", names: [process.execPath] },
  rb: { language: "ruby", names: ["ruby3.4", "ruby3.3", "ruby3.1", "ruby"] },
  lua: { language: "lua", names: ["lua5.4", "lua"] },
};
const endingOf = (path: string) => path.split(".").at(-1) ?? "";

/** What runs a program that begins with this file; null if it is not here. */
export function toolFor(entry: string): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const isHere = (name: string) => folders.some((folder) => existsSync(resolve(folder, name)));
  return TOOLS[endingOf(entry)]?.names.find(isHere) ?? null;
}

/** Input is asked for line by line, as in a sandbox; `begun` hears that a program runs, `entered` what it is. */
export function laptop(
  begun: () => void = () => undefined,
  entered: (program: Program) => void = () => undefined,
): Runtime {
  return {
    version: process.version,
    isBusy: false,
    prewarm: () => undefined,
    dispose: () => undefined,
    start(program, listener: RunListener) {
      entered(program);
      const { entry, files, args = [] } = program;
      const folder = mkdtempSync(join(tmpdir(), "suite-"));
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const child = spawn(toolFor(entry) ?? "", [entry, ...args], { cwd: folder });
      let isStopped = false;
      child.on("spawn", () => {
        listener.stage({ kind: "running" });
        listener.inputWanted();
        begun();
      });
      child.stdin.on("error", () => undefined); // it ended without reading
      child.stdout.setEncoding("utf8").on("data", (text: string) => listener.output("stdout", text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => listener.output("stderr", text));
      child.on("close", (code) => {
        rmSync(folder, { recursive: true });
        listener.end({ reason: isStopped ? "stopped" : "exited", code, durationMs: 1, message: null });
      });
      return {
        input(line) {
          if (line === null) return child.stdin.end();
          child.stdin.write(`${line}\n`);
          queueMicrotask(() => listener.inputWanted());
        },
        stop() {
          isStopped = true;
          child.kill("SIGKILL");
        },
      };
    },
  };
}

interface Seen {
  verdicts: Verdict[];
  counts: Counts;
}

/** The first file is the one with which the program begins. */
export function playSuite(
  files: Record<string, string>,
  cases: (IoCase | CallCase)[],
  more: Partial<Suite> & { called?: Called } = {},
) {
  const program = { entry: Object.keys(files)[0] ?? "", files };
  const language = TOOLS[endingOf(program.entry)]?.language ?? "";
  const times = { caseMs: EVER_MS, suiteMs: EVER_MS };
  const suite = { runtime: laptop(), program, language, cases, called: null, comparison: PLAIN, ...times, ...more };
  const verdicts: Verdict[] = [];
  const begun: { stop?: () => void } = {};
  const seen = new Promise<Seen>((done) => {
    const listener: SuiteListener = {
      stage: () => undefined,
      told: (verdict) => verdicts.push(verdict),
      end: (counts) => done({ verdicts, counts }),
    };
    Object.assign(begun, runSuite(suite, listener));
  });
  return { seen, stop: () => begun.stop?.() };
}

export const outcomes = (verdicts: Verdict[]) => verdicts.map(({ outcome }) => outcome);
