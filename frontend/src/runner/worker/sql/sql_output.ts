// Where what a program of SQL prints goes: to the console, or by `.output` and `.once` into a file of the program.

import type { Io } from "../serve";

const NOWHERE = "off";

export class Output {
  #path: string | null = null; // null: the console
  /** Commands and lines of statements, this one among them, after which it is the console's turn again. */
  #left = Infinity;

  constructor(
    readonly files: Record<string, string>,
    readonly io: Io,
  ) {}

  say(text: string): void {
    if (this.#path === null) this.io.write("stdout", text);
    else if (this.#path !== NOWHERE) this.files[this.#path] += text;
  }

  get isConsole(): boolean {
    return this.#path === null;
  }

  /** As `.show` says it. */
  get name(): string {
    return this.#path ?? "stdout";
  }

  /** Into a file, which is emptied; `null` and `stdout` are the console. */
  to(path: string | null, isOnce = false): void {
    this.#path = path === "stdout" ? null : path;
    this.#left = isOnce ? 2 : Infinity;
    if (this.#path !== null && this.#path !== NOWHERE) this.files[this.#path] = "";
  }

  /** A command or a line of statements is over. */
  ends(): void {
    this.#left -= 1;
    if (this.#left === 0) this.to(null);
  }
}
