// What setTimeout, setInterval and setImmediate return: with the properties of Node's, which console.log shows; what the
// loop needs besides is private. Traces call their functions by those names.

export type Callback = (...values: unknown[]) => unknown;

/** What may keep a program going. */
export interface Held {
  isHeld: boolean;
}

/** Who calls them. */
export interface Timing {
  arm(timeout: Timeout): void;
  disarm(timeout: Timeout): void;
  hold(one: Held): void;
  release(one: Held): void;
}

const SHOWN = Symbol.for("nodejs.util.inspect.custom");
const REFED = Symbol("refed");
const HAS_PRIMITIVE = Symbol("kHasPrimitive");
const ASYNC_ID = Symbol("asyncId");
const TRIGGER_ID = Symbol("triggerId");

let ids = 1; // the program's own text has the first

/** Where Node keeps timers of one waiting time; here only its name is shown. */
class TimersList {
  constructor(readonly msecs: number) {}
}

export class Timeout implements Held {
  _idleTimeout: number;
  _idlePrev: TimersList | null = null;
  _idleNext: TimersList | null = null;
  /** When its waiting began. */
  _idleStart = 0;
  _onTimeout: Callback | null;
  _timerArgs: unknown[] | undefined;
  _repeat: number | null;
  _destroyed = false;
  [REFED] = true;
  [HAS_PRIMITIVE] = false;
  readonly [ASYNC_ID] = ++ids;
  readonly [TRIGGER_ID] = 1;
  readonly #timing: Timing;
  readonly #waitMs: number;
  #place = 0;
  #isHeld = false;

  constructor(timing: Timing, callback: Callback, values: unknown[], waitMs: number, repeats: boolean) {
    this.#timing = timing;
    this.#waitMs = this._idleTimeout = waitMs;
    this._onTimeout = callback;
    this._timerArgs = values.length > 0 ? values : undefined;
    this._repeat = repeats ? waitMs : null;
  }

  get number(): number {
    return this[ASYNC_ID];
  }

  get waitMs(): number {
    return this.#waitMs;
  }

  get isWaiting(): boolean {
    return this._idleNext !== null;
  }

  set isWaiting(value: boolean) {
    this._idlePrev = this._idleNext = value ? new TimersList(this.#waitMs) : null;
  }

  /** Among all timers, as they were armed. */
  get place(): number {
    return this.#place;
  }

  set place(value: number) {
    this.#place = value;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  set isHeld(value: boolean) {
    this.#isHeld = value;
  }

  ref(): this {
    this[REFED] = true;
    if (!this._destroyed) this.#timing.hold(this);
    return this;
  }

  unref(): this {
    this[REFED] = false;
    this.#timing.release(this);
    return this;
  }

  hasRef(): boolean {
    return this[REFED];
  }

  refresh(): this {
    this.#timing.arm(this);
    return this;
  }

  close(): this {
    this.#timing.disarm(this);
    return this;
  }

  /** It was cleared, before its time or between two. */
  forget(): void {
    this._onTimeout = null;
    this._idleTimeout = -1;
  }

  [Symbol.toPrimitive](): number {
    this[HAS_PRIMITIVE] = true;
    return this.number;
  }
}

export class Immediate implements Held {
  _idleNext = null;
  _idlePrev = null;
  _onImmediate: Callback | null;
  _argv: unknown[] | undefined;
  _destroyed = false;
  [REFED]: boolean | null = true;
  readonly [ASYNC_ID] = ++ids;
  readonly [TRIGGER_ID] = 1;
  readonly #timing: Timing;
  #isHeld = false;

  constructor(timing: Timing, callback: Callback, values: unknown[]) {
    this.#timing = timing;
    this._onImmediate = callback;
    this._argv = values.length > 0 ? values : undefined;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  set isHeld(value: boolean) {
    this.#isHeld = value;
  }

  ref(): this {
    if (this[REFED] === false) this[REFED] = true;
    if (!this._destroyed) this.#timing.hold(this);
    return this;
  }

  unref(): this {
    if (this[REFED] === true) this[REFED] = false;
    this.#timing.release(this);
    return this;
  }

  hasRef(): boolean {
    return this[REFED] === true;
  }

  /** It was called or cleared. A trace that is made from now on says so, as in Node. */
  end(): void {
    this._onImmediate = null;
    this._destroyed = true;
    this[REFED] = null;
    this.#timing.release(this);
  }
}

type Inspect = (value: object, options: object) => string;

/** Only its own level is shown, however deep it stands. */
function shown(this: object, _depth: number, options: object, inspect: Inspect): string {
  return inspect(this, { ...options, depth: 0, customInspect: false });
}

Object.defineProperty(Timeout.prototype, SHOWN, { value: shown });
