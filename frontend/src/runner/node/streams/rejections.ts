// Listeners that answer by a promise: an emitter made with `captureRejections` hears of it when that is rejected.

import type { EventEmitter } from "events";

import type { Turns } from "../turns/turns";

/** The property by which an emitter captures rejections, and the method that it may have for them. */
export const CAPTURES = Symbol("kCapture");
export const REJECTED = Symbol.for("nodejs.rejection");

type Name = string | symbol;
type Capturing = EventEmitter & {
  [CAPTURES]?: boolean;
  [REJECTED]?: (error: unknown, name: Name, ...values: unknown[]) => void;
};

/** Calls the listeners; false if there are none. */
export function emitCapturing(emitter: Capturing, name: Name, values: unknown[], turns: Turns): boolean {
  const listeners = emitter.rawListeners(name);
  for (const heard of listeners) {
    const answer = Reflect.apply(heard, emitter, values) as { then?: unknown } | null | undefined;
    if (typeof answer?.then !== "function") continue;
    const failed = (error: unknown) => turns.tick(() => tell(emitter, error, name, values));
    Reflect.apply(answer.then, answer, [undefined, failed]);
  }
  return listeners.length > 0;
}

function tell(emitter: Capturing, error: unknown, name: Name, values: unknown[]): void {
  if (emitter[REJECTED]) return emitter[REJECTED](error, name, ...values);
  emitter[CAPTURES] = false; // else a listener that fails at errors would hear of its own
  try {
    emitter.emit("error", error);
  } finally {
    emitter[CAPTURES] = true;
  }
}
