// Runs of code on the wire (docs/protocol.md, "Runs"): their events and their history, parsed at the border.

import { isObject, textOf } from "../json";

export type RunReason = "exited" | "error" | "stopped" | "limit" | "failed";
export type Stream = "stdout" | "stderr";

interface Fact {
  run: string;
  at: number;
}
export interface RunStarted extends Fact {
  type: "run.started";
  participant: string | null;
  name: string | null;
  language: string;
  entry?: string;
  runtime: string;
  on: "browser" | "server";
  tests?: Tests;
}
/** What a run tests a program with. */
export interface Tests {
  /** Its number in the session. */
  question: number;
  /** `visible` or `hidden`. */
  suite: string | null;
  cases: number;
}
/** Of tests, counted by the room. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export interface RunEnded extends Fact {
  type: "run.ended";
  reason: RunReason;
  code: number | null;
  durationMs: number;
  message: string | null;
  tests?: Counts;
}
export type RunEvent =
  | RunStarted
  | (Fact & { type: "run.output"; stream: Stream; text: string })
  | (Fact & { type: "run.input"; text: string | null })
  | (Fact & { type: "run.case"; index: number; isPassed: boolean })
  | (Fact & { type: "run.stage"; stage: "compiling" | "running" })
  | (Fact & { type: "run.trying" | "run.tried"; told: Readonly<Record<string, unknown>> })
  | (Fact & { type: "run.waits" })
  | (Fact & { type: "run.stop"; name: string | null })
  | (Fact & { type: "run.capped"; scope: "run" | "session" })
  | RunEnded
  | (Fact & { type: "run.resend"; from: number })
  | (Fact & { type: "run.refused"; reason: string });

const numberOf = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);
const REASONS: readonly unknown[] = ["exited", "error", "stopped", "limit", "failed"];

const testsOf = (tests: unknown): Tests | undefined =>
  isObject(tests)
    ? { question: numberOf(tests.question), suite: textOf(tests.suite), cases: numberOf(tests.cases) }
    : undefined;

const countsOf = (tests: unknown): Counts | undefined =>
  isObject(tests)
    ? { passed: numberOf(tests.passed), failed: numberOf(tests.failed), skipped: numberOf(tests.skipped) }
    : undefined;

/** An event of a run that this page knows, or null. */
export function runEventOf(body: unknown): RunEvent | null {
  if (!isObject(body)) return null;
  const run = textOf(body.run);
  if (run === null) return null;
  const fact = { run, at: numberOf(body.at) };
  switch (body.type) {
    case "run.started": {
      const language = textOf(body.language);
      if (language === null) return null;
      const on = body.on === "server" ? "server" : "browser";
      const who = { participant: textOf(body.participant), name: textOf(body.name) };
      const entry = textOf(body.entry) ?? undefined;
      const runtime = textOf(body.runtime) ?? "";
      return { ...fact, type: body.type, ...who, language, entry, runtime, on, tests: testsOf(body.tests) };
    }
    case "run.output": {
      const text = textOf(body.text);
      const { stream } = body;
      return text !== null && (stream === "stdout" || stream === "stderr")
        ? { ...fact, type: body.type, stream, text }
        : null;
    }
    case "run.input":
      return { ...fact, type: body.type, text: textOf(body.text) };
    case "run.case":
      return { ...fact, type: body.type, index: numberOf(body.index), isPassed: body.outcome === "passed" };
    case "run.stage":
      return body.stage === "compiling" || body.stage === "running"
        ? { ...fact, type: body.type, stage: body.stage }
        : null;
    case "run.stop":
      return { ...fact, type: body.type, name: textOf(body.name) };
    case "run.trying":
    case "run.tried":
      return { ...fact, type: body.type, told: body };
    case "run.waits":
      return { ...fact, type: body.type };
    case "run.capped":
      return { ...fact, type: body.type, scope: body.scope === "session" ? "session" : "run" };
    case "run.ended":
      return {
        ...fact,
        type: body.type,
        reason: REASONS.includes(body.reason) ? (body.reason as RunReason) : "failed",
        code: typeof body.code === "number" ? body.code : null,
        durationMs: numberOf(body.duration_ms),
        message: textOf(body.message),
        tests: countsOf(body.tests),
      };
    case "run.resend":
      return { ...fact, type: body.type, from: numberOf(body.from) };
    case "run.refused":
      return { ...fact, type: body.type, reason: textOf(body.reason) ?? "" };
    default:
      return null;
  }
}

export function parseRunEvent(json: string): RunEvent | null {
  return runEventOf(parsed(json));
}

/** The events of the last runs, or null where the frame is none. */
export function parseHistory(json: string): RunEvent[] | null {
  const body = parsed(json);
  if (!isObject(body) || !Array.isArray(body.events)) return null;
  return body.events.map(runEventOf).filter((event) => event !== null);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}
