// Threads of C++ take turns on the one that there is: each is a stack that is left when it waits, and come back to. Which
// one is next is decided in native/threads.cpp. Needs JavaScript Promise Integration, else nobody turns.

type Start = (...numbers: number[]) => unknown;

/** TypeScript's library does not know of these yet. */
const { Suspending, promising } = WebAssembly as {
  Suspending?: new (wait: (...numbers: number[]) => Promise<void>) => WebAssembly.ImportValue;
  promising?: (of: Start) => (...numbers: number[]) => Promise<void>;
};

/** One run's. */
export class Turns {
  private readonly paused = new Map<number, () => void>();
  private begin: ((thread: number) => Promise<void>) | null = null;
  private fail: (error: unknown) => void = () => {};

  constructor(private readonly module: WebAssembly.Module) {}

  readonly imports: WebAssembly.ModuleImports = {
    canTurn: () => Number(Suspending !== undefined),
    threads: () => {},
    next: (thread: number) => this.goOn(thread),
    pause: Suspending
      ? new Suspending((thread, next) => {
          const back = new Promise<void>((resolve) => this.paused.set(thread as number, resolve));
          this.goOn(next as number);
          return back;
        })
      : () => {},
  };

  /** To the end of `main`, or until one of the threads fails. Without threads it is over when this returns. */
  async run({ exports }: WebAssembly.Instance): Promise<void> {
    const main = exports._start as Start;
    const hasThreads = WebAssembly.Module.imports(this.module).some(({ name }) => name === "threads");
    if (!promising || !hasThreads) return void main();
    this.begin = promising(exports.codesala_begin as Start);
    const failed = new Promise<never>((_, reject) => (this.fail = reject));
    await Promise.race([promising(main)(), failed]);
  }

  /** Later, as whoever says so still stands on its stack. */
  private goOn(thread: number): void {
    const back = this.paused.get(thread);
    this.paused.delete(thread);
    void Promise.resolve()
      .then(() => (back ? back() : this.begin?.(thread)))
      .catch((error: unknown) => this.fail(error));
  }
}
