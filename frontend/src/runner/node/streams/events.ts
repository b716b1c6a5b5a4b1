// The module events: the well-known package, and what Node has added to it since.

import { EventEmitter } from "events";

import type { Turns } from "../turns";

export function makeEvents(turns: Turns) {
  const once = (emitter: EventEmitter, name: string) =>
    turns.during(
      new Promise<unknown[]>((done, failed) => {
        emitter.once(name, (...values) => done(values));
        if (name !== "error") emitter.once("error", failed);
      }),
    );
  async function* on(emitter: EventEmitter, name: string): AsyncGenerator<unknown[]> {
    const values: unknown[][] = [];
    let wake: () => void = () => undefined;
    emitter.on(name, (...value) => {
      values.push(value);
      wake();
    });
    for (;;) {
      const value = values.shift();
      if (value) yield value;
      else await new Promise<void>((woken) => (wake = woken));
    }
  }
  showAsNodeDoes();
  return Object.assign(EventEmitter, { EventEmitter, once, on, errorMonitor: Symbol("events.errorMonitor") });
}

const SHOWN = [Symbol("shapeMode"), Symbol("kCapture")];

/** Emitters have two more properties in Node, which console.log shows. */
function showAsNodeDoes(): void {
  const Maker = EventEmitter as unknown as { init(this: object): void };
  const { init } = Maker;
  Maker.init = function () {
    init.call(this);
    for (const name of SHOWN) Object.defineProperty(this, name, { value: false, enumerable: true, writable: true });
  };
}
