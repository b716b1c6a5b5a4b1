// Traces of errors that name the program's own lines, and the report of an error that nobody caught, as Node writes it.

import { inspect } from "node-inspect-extracted";

export interface Place {
  line: number;
  column: number;
}

/** What runs, and where its places are in what was written. */
export interface Program {
  /** What errors call it. */
  file: string;
  /** As it was written. */
  source: string;
  /** As it runs. */
  code: string;
  /** From a place in `code` to one in `source`. */
  locate(place: Place): Place;
}

/** Where code runs from, by its address. */
type Addresses = Map<string, (place: Place) => Place>;

interface Site {
  toString(): string;
}

export class Traces {
  readonly #addresses: Addresses = new Map();

  constructor(readonly program: Program) {
    const prepare = (error: unknown, sites: Site[]) =>
      [headOf(error), ...sites.map((site) => this.#frame(String(site))).filter((frame) => frame !== null)].join("\n");
    if ("captureStackTrace" in Error) Object.assign(Error, { prepareStackTrace: prepare });
  }

  /** What runs from this address is the program, `shift` columns further right in its first line. */
  add(address: string, shift: number): void {
    this.#addresses.set(address, ({ line, column }) =>
      this.program.locate({ line, column: line === 1 ? Math.max(1, column - shift) : column }),
    );
  }

  has(address: string): boolean {
    return this.#addresses.has(address);
  }

  place(address: string, place: Place): Place {
    return this.#addresses.get(address)?.(place) ?? place;
  }

  /** Null: a frame of the runtime's own. */
  #frame(site: string): string | null {
    const found = /(blob:.*?):(\d+):(\d+)\)?$/.exec(site);
    const [, address = "", line, column] = found ?? [];
    if (!found) return site.includes("://") ? null : `    at ${site}`;
    if (!this.has(address)) return null;
    const at = this.place(address, { line: Number(line), column: Number(column) });
    return `    at ${site.replace(`${address}:${line}:${column}`, `${this.program.file}:${at.line}:${at.column}`)}`;
  }

  /** The first of the program's places in an error's trace. */
  topOf(error: unknown): Place | null {
    if (!(error instanceof Error)) return null;
    const { file } = this.program;
    const found = new RegExp(`\\b${file.replace(".", "\\.")}:(\\d+):(\\d+)`).exec(String(error.stack));
    return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
  }

  /** Where an error was thrown: at the word itself, if it was made there. */
  thrownAt(error: unknown): Place | null {
    const place = this.topOf(error);
    if (!place) return null;
    const before = (this.program.source.split("\n")[place.line - 1] ?? "").slice(0, place.column - 1);
    const word = /\bthrow\s+$/.exec(before);
    return word ? { line: place.line, column: word.index + 1 } : place;
  }

  /** What Node writes of an error that nobody caught, thrown at `place`. */
  report(error: unknown, place: Place | null): string {
    const isError = error instanceof Error;
    const where = place ? `${this.excerpt(place, 1)}\n${isError ? "\n" : ""}` : "";
    return `${where}${inspect(error)}\n`;
  }

  /** The file and line, what stands there, and a mark below it. */
  excerpt({ line, column }: Place, width: number): string {
    const text = this.program.source.split("\n")[line - 1] ?? "";
    const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
    return `${this.program.file}:${line}\n${text}\n${before}${"^".repeat(width)}`;
  }
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
