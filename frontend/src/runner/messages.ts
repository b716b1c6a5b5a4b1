// What page, frame and worker tell each other about programs. Page and frame trust each other; neither trusts a worker.

import type { Program } from "./program";

export type Stream = "stdout" | "stderr";

/** A file of a runtime. The frame compiles what ends in .wasm, once for all its workers. */
export type RuntimeFile = ArrayBuffer | WebAssembly.Module;

/** How a frame treats its workers. */
export interface Habits {
  /** A new worker for each run: nothing that a program left behind meets the next one. */
  isFreshEachRun: boolean;
  /** Stop asks first, by the interrupt buffer, and ends the worker only if that does not help. */
  isInterruptible: boolean;
}

export type ToFrame =
  /** A piece of a file of the runtime: `size` is the whole file's, `at` where the piece begins. */
  | { kind: "piece"; name: string; size: number; at: number; bytes: Uint8Array<ArrayBuffer> }
  /** All files are there. */
  | { kind: "open"; habits: Habits }
  /** `lines`: the whole input, where a program cannot wait for it; else null. */
  | { kind: "run"; program: Program; lines: string[] | null }
  | { kind: "input"; line: string | null }
  | { kind: "stop" }
  /** The page took the last output and can take more. */
  | { kind: "taken" }
  | { kind: "ping" };

export type FromFrame =
  | { kind: "ready" }
  | { kind: "pong" }
  /** The runtime does not start. */
  | { kind: "broken"; message: string }
  | { kind: "stage"; stage: "compiling" | "running" }
  | { kind: "output"; pieces: Piece[] }
  | { kind: "inputWanted" }
  | {
      kind: "end";
      reason: "exited" | "error" | "stopped" | "limit" | "failed";
      code: number | null;
      message: string | null;
    };

export interface Piece {
  stream: Stream;
  text: string;
}

/** First message to a worker, with the port over which it gets its runs. */
export interface ToWorker {
  kind: "prepare";
  files: Record<string, RuntimeFile>;
  /** Null where pages cannot share memory. */
  shared: SharedArrayBuffer | null;
  control: MessagePort;
}

/** Over the control port; `port` is this run's alone. */
export interface RunOrder {
  kind: "run";
  program: Program;
  lines: string[] | null;
  port: MessagePort;
}

/** Over a run's port. A worker that shares memory has its lines there too, and can wait for them. */
export type ToRun = { kind: "line"; line: string | null } | { kind: "idle?" };

/** What a worker says. It may be forged, so it is parsed. */
export type FromWorker =
  /** It was asked, and had nothing to do. */
  | { kind: "idle" }
  | { kind: "stage"; stage: "compiling" | "running" }
  | { kind: "output"; stream: Stream; text: string }
  | { kind: "inputWanted" }
  | { kind: "end"; code: number; isError: boolean; message: string | null };

const LONGEST_MESSAGE = 1_000;

/** Null for what is none of our messages. */
export function parseFromWorker(data: unknown): FromWorker | null {
  if (typeof data !== "object" || data === null) return null;
  const { kind, stage, stream, text, code, isError, message } = data as Record<string, unknown>;
  switch (kind) {
    case "stage":
      return stage === "compiling" || stage === "running" ? { kind, stage } : null;
    case "output":
      return (stream === "stdout" || stream === "stderr") && typeof text === "string" ? { kind, stream, text } : null;
    case "inputWanted":
    case "idle":
      return { kind };
    case "end":
      return {
        kind,
        code: typeof code === "number" && Number.isInteger(code) ? code : 0,
        isError: isError === true,
        message: typeof message === "string" ? message.slice(0, LONGEST_MESSAGE) : null,
      };
    default:
      return null;
  }
}
