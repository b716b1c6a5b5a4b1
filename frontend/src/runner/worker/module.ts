// Runs a JavaScript module to its end: until nothing of it is left that could go on, as Node does.

import type { Io, Outcome } from "./serve";
import { makeConsole } from "./console";

declare function importScripts(url: string): void; // of workers; the page's types know only windows

/**
 * Uses up this worker: the program's globals stay. `file` is the name that errors show; `keepsColumns`: the source is
 * what the user wrote, not only line by line.
 */
export function runModule(source: string, file: string, keepsColumns: boolean, io: Io): Promise<Outcome> {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const place = (line: string) =>
    keepsColumns ? line.replaceAll(url, file) : line.replaceAll(new RegExp(`${url}:(\\d+):\\d+`, "g"), `${file}:$1`);
  return new Promise((resolve) => {
    let isOver = false;
    let pending = 1; // the module itself, then its timers
    const end = (outcome: Outcome) => {
      if (isOver) return;
      isOver = true;
      resolve(outcome);
    };
    const settle = () => {
      pending -= 1;
      if (pending === 0) later(() => pending === 0 && end({ code: 0, isError: false })); // after what it promised
    };
    const fail = (error: unknown) => {
      if (isOver) return;
      io.write("stderr", describe(error, place));
      end({ code: 1, isError: true });
    };

    const later = self.setTimeout.bind(self);
    limitBuffers();
    countTimers(() => (pending += 1), settle, fail);
    Object.assign(
      console,
      makeConsole((stream, text) => isOver || io.write(stream, text)),
    );
    const readline = () => io.readLine() ?? null;
    const prompt = (question?: unknown) => {
      if (question !== undefined) io.write("stdout", `${String(question)} `);
      return readline();
    };
    const close = () => end({ code: 0, isError: false }); // the worker's own would leave the program going for ever
    Object.assign(self, { readline, prompt, close });

    self.onerror = (_message, _file, _line, _column, error) => {
      fail(error);
      return true;
    };
    self.onunhandledrejection = (event) => {
      event.preventDefault();
      fail(event.reason);
    };
    io.stage("running");
    import(/* @vite-ignore */ url).then(settle, async (error: unknown) => {
      if (error instanceof SyntaxError && !error.stack?.includes(url)) {
        const where = await findSyntaxError(source);
        io.write(
          "stderr",
          `${file}${where ? `:${where.line}${keepsColumns ? `:${where.column}` : ""}` : ""}\nSyntaxError: ${error.message}\n`,
        );
        end({ code: 1, isError: true });
      } else {
        fail(error);
      }
    });
  });
}

const LARGEST_BUFFER_BYTES = 512 * 2 ** 20;

/** Against accidents, not attacks: for those there is the limit that browsers set each process, about 4 GB. */
function limitBuffers(): void {
  const check = (bytes: unknown) => {
    if (typeof bytes === "number" && bytes > LARGEST_BUFFER_BYTES)
      throw new RangeError("Array buffer allocation failed");
  };
  const wrap = (name: string, bytesOf: (length: unknown) => unknown) => {
    const maker: unknown = Reflect.get(self, name);
    if (typeof maker !== "function") return;
    const limited: typeof maker = new Proxy(maker, {
      construct(target, [length, ...rest]: unknown[], asked): object {
        check(bytesOf(length));
        return Reflect.construct(target, [length, ...rest], asked === limited ? target : asked) as object;
      },
    });
    Object.defineProperty(self, name, { value: limited, configurable: true, writable: true });
    maker.prototype.constructor = limited;
  };
  for (const name of ["ArrayBuffer", "SharedArrayBuffer"]) wrap(name, (length) => length);
  for (const [name, bytes] of Object.entries(BYTES)) {
    wrap(name, (length) => (typeof length === "number" ? length * bytes : 0));
  }
}

const BYTES = {
  ...{
    Int8Array: 1,
    Uint8Array: 1,
    Uint8ClampedArray: 1,
    Int16Array: 2,
    Uint16Array: 2,
    Int32Array: 4,
    Uint32Array: 4,
  },
  ...{ Float32Array: 4, Float64Array: 8, BigInt64Array: 8, BigUint64Array: 8 },
};

/** Timers that have not come yet keep a program going. */
function countTimers(begun: () => void, settled: () => void, failed: (error: unknown) => void): void {
  const { setTimeout, setInterval, clearTimeout } = self;
  const active = new Set<number>();
  const forget = (id: number | undefined) => {
    if (id !== undefined && active.delete(id)) settled();
  };
  const call = (handler: unknown, values: unknown[]) => {
    try {
      if (typeof handler === "function") handler(...values);
    } catch (error) {
      failed(error);
    }
  };
  const clear = (id?: number) => {
    clearTimeout(id);
    forget(id);
  };
  Object.assign(self, {
    setTimeout: (handler: unknown, ms?: number, ...values: unknown[]) => {
      const id = setTimeout(() => {
        call(handler, values);
        forget(id);
      }, ms);
      begun();
      active.add(id);
      return id;
    },
    setInterval: (handler: unknown, ms?: number, ...values: unknown[]) => {
      const id = setInterval(() => call(handler, values), ms);
      begun();
      active.add(id);
      return id;
    },
    clearTimeout: clear,
    clearInterval: clear,
  });
}

/** The stack of an error with the program's lines only, at their `place`. */
function describe(error: unknown, place: (line: string) => string): string {
  if (!(error instanceof Error)) return `Uncaught ${String(error)}\n`;
  const [head, lines] = splitStack(error);
  const own = lines.map((line) => [line, place(line)] as const).filter(([line, placed]) => line !== placed);
  const cause = error.cause instanceof Error ? `Caused by: ${describe(error.cause, place)}` : "";
  return `${[head, ...own.map(([, placed]) => placed)].join("\n")}\n${cause}`;
}

function splitStack(error: Error): [string, string[]] {
  const lines = (error.stack ?? "").split("\n");
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  const head = first > 0 ? lines.slice(0, first).join("\n") : String(error);
  return [head, first >= 0 ? lines.slice(first) : []];
}

const WRAP = "(async()=>{'use strict';";

/**
 * Where a module does not parse. Browsers say it only for scripts whose error nobody catches: so the program is parsed
 * once more as a script, inside a function that nobody calls.
 */
function findSyntaxError(source: string): Promise<{ line: number; column: number } | null> {
  const last = source.split("\n").length;
  return new Promise((found) => {
    self.onerror = (_message, _file, line = 0, column = 0) => {
      if (line > last)
        found({ line: last, column: 1 }); // what is missing is missed after the end
      else found(line > 0 ? { line, column: line === 1 ? Math.max(1, column - WRAP.length) : column } : null);
      return true;
    };
    setTimeout(() => found(null), 500);
    queueMicrotask(() => {
      importScripts(URL.createObjectURL(new Blob([`${WRAP}${source}\n})`], { type: "text/javascript" })));
      found(null);
    });
  });
}
