// What a program finds by name: Node's own globals, and the two ways of browsers to ask for a line.

import { wrongType } from "../../node/errors";
import type { Process } from "../../node/process";
import type { Turns } from "../../node/turns/turns";
import type { Io } from "../serve";

interface Machine {
  io: Io;
  turns: Turns;
  process: Process;
  buffer: () => unknown;
  /** The worker's own would leave the program going for ever. */
  close: () => void;
  /** Told of an error that Node's own code passes on: it is reported where it was made, not where it was thrown. */
  passedOn: (error: unknown) => void;
}

export function setGlobals({ io, turns, process, buffer, close, passedOn }: Machine): void {
  const readline = () => io.readLine() ?? null;
  const prompt = (question?: unknown) => {
    if (question !== undefined) io.write("stdout", `${String(question)} `);
    return readline();
  };
  const { queueMicrotask: queue } = self;
  const queueMicrotask = (callback: () => void) => {
    if (typeof callback !== "function") throw wrongType("callback", "of type function", callback, queueMicrotask);
    queue(() => {
      try {
        callback();
      } catch (error) {
        passedOn(error);
        throw error;
      }
    });
  };
  const clearer = () => (timer: unknown) => turns.clear(timer);
  const globals = {
    ...{ readline, prompt, global: self, process, close },
    ...{ clearTimeout: clearer(), clearInterval: clearer(), clearImmediate: clearer() },
    setTimeout: (call: () => void, ms?: unknown, ...values: unknown[]) => turns.start(call, ms, values, false),
    setInterval: (call: () => void, ms?: unknown, ...values: unknown[]) => turns.start(call, ms, values, true),
    queueMicrotask,
    setImmediate: turns.immediate.bind(turns),
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(self, name, { value, configurable: true, writable: true, enumerable: false });
  }
  Object.defineProperty(self, "Buffer", {
    get: buffer,
    set: (value: unknown) => Object.defineProperty(self, "Buffer", { value, writable: true }),
    configurable: true,
  });
}
