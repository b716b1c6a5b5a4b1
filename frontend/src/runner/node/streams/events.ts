// The module events: the well-known package, and what Node has added to it since.

import { EventEmitter } from "events";

import type { Process } from "../process";
import { abortedBy, check, coded, outOfRange, wrongType } from "../errors";
import type { Turns } from "../turns/turns";
import { util } from "../util";
import { noteEmission } from "./emission";
import { CAPTURES, emitCapturing, REJECTED } from "./rejections";

type Source = EventEmitter | EventTarget;
type Heard = (...values: unknown[]) => void;
interface Until {
  signal?: AbortSignal;
}

/** Listens until what it returns is called. */
function listen(source: Source, name: string, heard: Heard): () => void {
  if (source instanceof EventTarget) {
    source.addEventListener(name, heard);
    return () => source.removeEventListener(name, heard);
  }
  source.on(name, heard);
  return () => source.off(name, heard);
}

/** Listens to an event, and to what ends the waiting for it. */
function listenUntil(source: Source, name: string, { signal }: Until, heard: Heard, failed: Heard): () => void {
  const aborted = () => failed(abortedBy(signal));
  if (signal?.aborted) {
    aborted();
    return () => undefined;
  }
  const ends = [listen(source, name, heard)];
  if (name !== "error" && !(source instanceof EventTarget)) ends.push(listen(source, "error", failed));
  if (signal) ends.push(listen(signal, "abort", aborted));
  return () => {
    for (const end of ends) end();
  };
}

export function makeEvents(turns: Turns) {
  // Asynchronous as Node's, which is a few promises later than its event.
  const once = async (source: Source, name: string, until: Until = {}) => {
    let end: () => void = () => undefined;
    const happened = new Promise<unknown[]>((done, failed) => {
      end = listenUntil(
        source,
        name,
        until,
        (...values) => (end(), done(values)),
        (error) => (end(), failed(error)),
      );
    });
    return turns.during(happened);
  };
  /** Whatever happens from now on, also before it is asked for. */
  const on = (source: Source, name: string, until: Until = {}): AsyncGenerator<unknown[]> => {
    const values: unknown[][] = [];
    const problems: unknown[] = [];
    let wake: () => void = () => undefined;
    const heard = (...value: unknown[]) => (values.push(value), wake());
    const end = listenUntil(source, name, until, heard, (error) => (problems.push(error), wake()));
    return (async function* () {
      try {
        for (;;) {
          const value = values.shift();
          if (value) yield value;
          else if (problems.length > 0) throw problems[0];
          else await new Promise<void>((woken) => (wake = woken));
        }
      } finally {
        end();
      }
    })();
  };
  showAsNodeDoes();
  failAsNodeDoes(turns);
  warnAsNodeDoes();
  checkAsNodeDoes();
  // The worker's own emitter is another one.
  Object.setPrototypeOf(Object.getPrototypeOf(Reflect.get(self, "process")), EventEmitter.prototype);
  const getEventListeners = (source: EventEmitter, name: string | symbol) => source.listeners(name);
  const setMaxListeners = (most = 10, ...sources: Source[]) => {
    if (sources.length === 0) EventEmitter.defaultMaxListeners = most;
    for (const source of sources) if (source instanceof EventEmitter) source.setMaxListeners(most);
  };
  const getMaxListeners = (source: EventEmitter) => source.getMaxListeners();
  const names = { captureRejections: false, captureRejectionSymbol: REJECTED, errorMonitor: MONITOR };
  const Wishing = whoseWishesCount();
  return Object.assign(Wishing, {
    EventEmitter: Wishing,
    once,
    on,
    getEventListeners,
    setMaxListeners,
    getMaxListeners,
    ...names,
  });
}

const MONITOR = Symbol("events.errorMonitor");

/** Whoever only watches hears of an error first; one that nobody handles says what it was, also when it is no Error. */
function failAsNodeDoes(turns: Turns): void {
  const { emit } = EventEmitter.prototype;
  EventEmitter.prototype.emit = function (this: EventEmitter, name: string | symbol, ...values: unknown[]) {
    if (name === "error") {
      if (this.listenerCount(MONITOR) > 0) emit.call(this, MONITOR, ...values);
      if (this.listenerCount(name) === 0) throw unhandled(values[0], this);
    }
    if (Reflect.get(this, CAPTURES)) return emitCapturing(this, name, values, turns);
    return emit.call(this, name, ...values);
  };
}

function unhandled(context: unknown, emitter: EventEmitter): unknown {
  if (context instanceof Error) {
    noteEmission(context, emitter, EventEmitter.prototype.emit);
    return context;
  }
  const message = `Unhandled error. (${util.inspect(context)})`;
  return Object.assign(coded(Error, "ERR_UNHANDLED_ERROR", message, EventEmitter.prototype.emit), { context });
}

/** Arguments of a wrong kind are told as Node tells them. */
function checkAsNodeDoes(): void {
  const { prototype } = EventEmitter;
  for (const name of ["on", "once", "off", "addListener", "removeListener", ...PREPENDING]) {
    check(prototype, name, (from, _event, heard) => {
      if (typeof heard !== "function") throw wrongType("listener", "of type function", heard, from);
    });
  }
  const { setMaxListeners } = prototype;
  prototype.setMaxListeners = function (this: EventEmitter, most: number) {
    if (!(most >= 0)) throw outOfRange("setMaxListeners", ">= 0", most, prototype.setMaxListeners);
    return setMaxListeners.call(this, most);
  };
}

const PREPENDING = ["prependListener", "prependOnceListener"] as const;

type Listeners = unknown[] & { warned?: boolean };

/** One listener too many is told by a warning of the process. */
function warnAsNodeDoes(): void {
  for (const name of ["on", "addListener", "prependListener"] as const) {
    const add = EventEmitter.prototype[name];
    EventEmitter.prototype[name] = function (this: EventEmitter, event: string | symbol, heard: Heard) {
      const { _events } = this as unknown as { _events?: Record<string | symbol, Listeners> };
      const listeners = _events?.[event];
      const most = this.getMaxListeners();
      const isTooMany = Array.isArray(listeners) && most > 0 && listeners.length === most && !listeners.warned;
      if (isTooMany) {
        listeners.warned = true;
        const told = `Possible EventEmitter memory leak detected. ${most + 1} ${String(event)} listeners added to [${this.constructor.name}]. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`;
        const warning = Object.assign(new Error(told), { emitter: this, type: event, count: most + 1 });
        warning.name = "MaxListenersExceededWarning";
        (Reflect.get(self, "process") as unknown as Process).emitWarning(warning);
      }
      return add.call(this, event, heard);
    };
  }
}

const SHAPE = Symbol("shapeMode");

interface Wishes {
  captureRejections?: boolean;
}

/** Emitters have two more properties in Node, which console.log shows. */
function showAsNodeDoes(): void {
  const Maker = EventEmitter as unknown as { init(this: object): void } & Wishes;
  const { init } = Maker;
  Maker.init = function () {
    init.call(this);
    for (const name of [SHAPE, CAPTURES]) {
      const value = name === CAPTURES && Maker.captureRejections === true;
      Object.defineProperty(this, name, { value, enumerable: true, writable: true });
    }
  };
}

/** The package's constructor takes no wishes. */
function whoseWishesCount(): typeof EventEmitter {
  return new Proxy(EventEmitter, {
    construct(target, [wishes]: [Wishes?], asked) {
      const made = Reflect.construct(target, [], asked) as EventEmitter;
      if (wishes?.captureRejections !== undefined) Reflect.set(made, CAPTURES, wishes.captureRejections);
      return made;
    },
  });
}
