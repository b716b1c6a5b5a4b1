// Two runtimes for one language: a small one, and one that is loaded only when a program needs what it can do more.

import type { Run, RunListener, Runtime } from "./runtime";

export class Either implements Runtime {
  #large: Runtime | null = null;

  constructor(
    readonly version: string,
    readonly small: Runtime,
    readonly makeLarge: () => Runtime,
    readonly needsLarge: (source: string) => boolean,
  ) {}

  get isBusy(): boolean {
    return this.small.isBusy || this.#large?.isBusy === true;
  }

  prewarm(): void {
    this.small.prewarm();
  }

  start(source: string, listener: RunListener): Run {
    if (!this.needsLarge(source)) return this.small.start(source, listener);
    this.#large ??= this.makeLarge();
    return this.#large.start(source, listener);
  }

  dispose(): void {
    this.small.dispose();
    this.#large?.dispose();
  }
}
