// What setTimeout, setInterval and setImmediate return. Traces call their functions by the names that Node's have.

export type Callback = (...values: unknown[]) => unknown;

/** Who calls them. */
export interface Timing {
  arm(timeout: Timeout): void;
  disarm(timeout: Timeout): void;
  hold(timeout: Timeout): void;
  release(timeout: Timeout): void;
}

let numbers = 0;

export class Timeout {
  _onTimeout: Callback;
  readonly number = ++numbers;
  beganMs = 0;
  /** Among all timers, as they were armed. */
  place = 0;
  isWaiting = false;
  isHeld = false;
  isRef = true;
  isCleared = false;

  constructor(
    readonly timing: Timing,
    callback: Callback,
    readonly waitMs: number,
    readonly repeats: boolean,
  ) {
    this._onTimeout = callback;
    for (const name of ["timing", "number", "place"]) Object.defineProperty(this, name, { enumerable: false });
  }

  ref(): this {
    this.isRef = true;
    if (!this.isCleared) this.timing.hold(this);
    return this;
  }

  unref(): this {
    this.isRef = false;
    this.timing.release(this);
    return this;
  }

  hasRef(): boolean {
    return this.isRef;
  }

  refresh(): this {
    this.timing.arm(this);
    return this;
  }

  close(): this {
    this.timing.disarm(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.number;
  }
}

export class Immediate {
  constructor(public _onImmediate: Callback | null) {}
}
