// Two runtimes for one language: a small one, and one that is loaded only when a program needs what it can do more.

import type { Program } from "./program";
import type { Run, RunListener, Runtime } from "./runtime";

export class Either implements Runtime {
  #large: Runtime | null = null;

  constructor(
    readonly version: string,
    readonly small: Runtime,
    readonly makeLarge: () => Runtime,
    readonly needsLarge: (program: Program) => boolean,
  ) {}

  get isBusy(): boolean {
    return this.small.isBusy || this.#large?.isBusy === true;
  }

  prewarm(): void {
    this.small.prewarm();
  }

  start(program: Program, listener: RunListener): Run {
    if (!this.needsLarge(program)) return this.small.start(program, listener);
    this.#large ??= this.makeLarge();
    return this.#large.start(program, listener);
  }

  dispose(): void {
    this.small.dispose();
    this.#large?.dispose();
  }
}
