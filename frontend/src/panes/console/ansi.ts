// The colours in a program's output and what erases a line: SGR and EL of ECMA-48, as terminals read them. Every other
// escape sequence is dropped.

/** Names of the sixteen colours of terminals, the bright ones with a plus. */
export const COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

export interface Style {
  colour: string | null;
  background: string | null;
  isBold: boolean;
  isFaint: boolean;
  isItalic: boolean;
  isUnderlined: boolean;
  isStruck: boolean;
  isInverse: boolean;
}

export const PLAIN: Style = {
  colour: null,
  background: null,
  isBold: false,
  isFaint: false,
  isItalic: false,
  isUnderlined: false,
  isStruck: false,
  isInverse: false,
};

export interface Span {
  text: string;
  style: Style;
  /** Instead of text: of the line is erased what is behind the caret (0), before it (1), or all (2). */
  erases?: number;
}

const ESCAPE = "\u001b";
/** CSI; OSC and other strings up to their end; two-character escapes. */
// eslint-disable-next-line no-control-regex
const SEQUENCE = /^\u001b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-OQ-WYZ\\`-~])/;
/** What is left of control characters when escapes are gone: all but those that move the caret. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g;
/** A sequence that is not complete after so many characters never will be. */
const LONGEST = 4_096;

/** Reads one stream of output; sequences may be cut anywhere. */
export class AnsiReader {
  #style = PLAIN;
  #rest = "";

  read(chunk: string): Span[] {
    const spans: Span[] = [];
    const text = this.#rest + chunk;
    this.#rest = "";
    let at = 0;
    while (at < text.length) {
      const escape = text.indexOf(ESCAPE, at);
      const end = escape < 0 ? text.length : escape;
      const plain = text.slice(at, end).replace(CONTROLS, "");
      if (plain) spans.push({ text: plain, style: this.#style });
      if (escape < 0) break;
      const found = SEQUENCE.exec(text.slice(escape, escape + LONGEST));
      if (!found) {
        if (isCutShort(text.slice(escape))) {
          this.#rest = text.slice(escape);
          break;
        }
        at = escape + 1; // no sequence: the escape character itself is dropped
        continue;
      }
      const [whole, parameters, final] = found;
      if (final === "m") this.#style = styled(this.#style, parameters ?? "");
      if (final === "K") spans.push({ text: "", style: this.#style, erases: Number(parameters) || 0 });
      at = escape + whole.length;
    }
    return spans;
  }
}

// eslint-disable-next-line no-control-regex
const UNFINISHED = /^\u001b(?:\[[0-?]*[ -/]*|[\]PX^_][^\u0007\u001b]*\u001b?|[ -/]*)$/;
const isCutShort = (text: string): boolean => text.length < LONGEST && UNFINISHED.test(text);

const FLAGS: Record<number, Partial<Style>> = {
  1: { isBold: true },
  2: { isFaint: true },
  3: { isItalic: true },
  4: { isUnderlined: true },
  7: { isInverse: true },
  9: { isStruck: true },
  22: { isBold: false, isFaint: false },
  23: { isItalic: false },
  24: { isUnderlined: false },
  27: { isInverse: false },
  29: { isStruck: false },
  39: { colour: null },
  49: { background: null },
};

function styled(before: Style, parameters: string): Style {
  if (/[<=>?]/.test(parameters)) return before; // private to a terminal
  let style = before;
  const codes = parameters.split(/[;:]/).map(Number);
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 0) style = PLAIN;
    else if (FLAGS[code]) style = { ...style, ...FLAGS[code] };
    else if (code === 38 || code === 48) {
      const isPalette = codes[index + 1] === 5;
      const given = codes.slice(index + 2, index + (isPalette ? 3 : 5));
      const colour = isPalette ? ofPalette(given[0] ?? 0) : nearest(given[0] ?? 0, given[1] ?? 0, given[2] ?? 0);
      style = code === 38 ? { ...style, colour } : { ...style, background: colour };
      index += isPalette ? 2 : 4;
    } else {
      const [tens, unit] = [Math.floor(code / 10), code % 10];
      const name = COLOURS[unit];
      if (!name) continue;
      if (tens === 3 || tens === 9) style = { ...style, colour: tens === 9 ? `${name}+` : name };
      if (tens === 4 || tens === 10) style = { ...style, background: tens === 10 ? `${name}+` : name };
    }
  }
  return style;
}

function ofPalette(index: number): string {
  if (index < 16) return `${COLOURS[index % 8] ?? "white"}${index > 7 ? "+" : ""}`;
  if (index >= 232) return nearest(...([0, 0, 0].map(() => 8 + (index - 232) * 10) as [number, number, number]));
  const level = (part: number) => (part === 0 ? 0 : 55 + part * 40);
  const cube = index - 16;
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

/** The closest of the sixteen, whose shades are chosen to be readable on the page's light and dark. */
function nearest(red: number, green: number, blue: number): string {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 40) return most < 64 ? "black" : most < 160 ? "black+" : "white";
  const isOn = (part: number) => (part > (most + least) / 2 ? 1 : 0);
  return `${COLOURS[isOn(red) + 2 * isOn(green) + 4 * isOn(blue)] ?? "white"}${most > 200 ? "+" : ""}`;
}
