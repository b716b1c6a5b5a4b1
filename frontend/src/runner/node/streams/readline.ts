// The module readline: lines of a stream by event, by question or by `for await`.

import { EventEmitter } from "events";
import type { Readable, Writable } from "readable-stream";

import { abortedBy, coded } from "../errors";

interface Options {
  input: Readable;
  output?: Writable;
  prompt?: string;
}

type Answer = (line: string) => void;

const OVER = { value: undefined, done: true } as const;

class Interface extends EventEmitter {
  readonly terminal = false;
  readonly input: Readable;
  readonly output: Writable | undefined;
  readonly history: string[] = [];
  line = "";
  closed = false;
  #lines: AsyncIterableIterator<string> | null = null;
  #rest = "";
  #prompt: string;
  #question: Answer | null = null;
  #isPaused = false;
  readonly #hear: (chunk: unknown) => void;
  readonly #ended: () => void;

  constructor(options: Options) {
    super();
    this.input = options.input;
    this.output = options.output;
    this.#prompt = options.prompt ?? "> ";
    const decoder = new TextDecoder();
    this.#hear = (chunk) => {
      const text = typeof chunk === "string" ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
      const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
      this.#rest = lines.pop() ?? "";
      for (const line of lines) this.#say(line);
    };
    this.#ended = () => {
      if (this.#rest) this.#say(this.#rest);
      this.#rest = "";
      this.close();
    };
    this.input.on("data", this.#hear);
    this.input.on("end", this.#ended);
    this.input.on("error", (error: unknown) => this.emit("error", error));
    this.input.resume();
  }

  #say(line: string): void {
    const answer = this.#question;
    this.#question = null;
    if (answer) answer(line);
    else this.emit("line", line);
  }

  question(query: string, options: unknown, answer?: Answer): void {
    if (this.closed) throw coded(Error, "ERR_USE_AFTER_CLOSE", "readline was closed", this.question);
    const taken = typeof options === "function" ? (options as Answer) : answer;
    const { signal } = (options ?? {}) as { signal?: AbortSignal };
    if (!taken || signal?.aborted) return;
    if (this.#question) return this.prompt();
    this.#write(query);
    this.#question = taken;
    signal?.addEventListener("abort", () => {
      if (this.#question === taken) this.#question = null;
    });
    this.resume();
  }

  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }

  getPrompt(): string {
    return this.#prompt;
  }

  prompt(): void {
    this.resume();
    this.#write(this.#prompt);
  }

  write(text: string): void {
    this.#hear(text);
  }

  pause(): this {
    if (this.#isPaused) return this;
    this.#isPaused = true;
    this.input.pause();
    this.emit("pause");
    return this;
  }

  resume(): this {
    if (!this.#isPaused) return this;
    this.#isPaused = false;
    this.input.resume();
    this.emit("resume");
    return this;
  }

  close(): void {
    if (this.closed) return;
    this.pause();
    this.closed = true;
    this.input.removeListener("data", this.#hear);
    this.input.removeListener("end", this.#ended);
    this.emit("close");
  }

  /**
   * All lines from the first call on, also those that come before they are asked for; one for whoever asks again. Who
   * breaks off leaves the interface open, as in Node.
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<string> {
    return (this.#lines ??= this.#listen());
  }

  #listen(): AsyncIterableIterator<string> {
    const lines: string[] = [];
    const waiting: ((next: IteratorResult<string>) => void)[] = [];
    let isOver = this.closed;
    const heard = (value: string) => {
      const asked = waiting.shift();
      if (asked) asked({ value, done: false });
      else lines.push(value);
    };
    const end = () => {
      isOver = true;
      this.off("line", heard);
      this.off("close", end);
      for (const asked of waiting.splice(0)) asked(OVER);
      return Promise.resolve(OVER);
    };
    this.on("line", heard);
    this.on("close", end);
    return {
      next: () => {
        const value = lines.shift();
        if (value !== undefined) return Promise.resolve({ value, done: false });
        return isOver ? Promise.resolve(OVER) : new Promise((asked) => waiting.push(asked));
      },
      return: end,
      throw: async (error) => {
        await end();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #write(text: string): void {
    this.output?.write(text);
  }
}

class PromisesInterface extends Interface {
  override question(query: string, options: { signal?: AbortSignal } = {}): Promise<string> {
    const { signal } = options;
    return new Promise((answer, failed) => {
      if (signal?.aborted) return failed(abortedBy(signal));
      signal?.addEventListener("abort", () => failed(abortedBy(signal)));
      super.question(query, options, answer);
    });
  }
}

const optionsOf = (first: Options | Readable, output?: Writable): Options =>
  "input" in first ? (first as Options) : { input: first as Readable, output };

export function makeReadline() {
  const write = (stream: Writable | undefined, text: string) => {
    stream?.write(text);
    return true;
  };
  return {
    Interface,
    createInterface: (first: Options | Readable, output?: Writable) => new Interface(optionsOf(first, output)),
    clearLine: (stream?: Writable) => write(stream, ""),
    cursorTo: (stream?: Writable) => write(stream, ""),
    moveCursor: (stream?: Writable) => write(stream, ""),
    clearScreenDown: (stream?: Writable) => write(stream, ""),
    emitKeypressEvents: () => undefined,
    promises: {
      Interface: PromisesInterface,
      createInterface: (first: Options | Readable, output?: Writable) =>
        new PromisesInterface(optionsOf(first, output)),
    },
  };
}
