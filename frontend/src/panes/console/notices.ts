// The lines that are the runner's own among a program's: what was left out of its output and why a program of C++ broke
// down, in the reader's language.
import { type Line, textOf } from "./lines";

/** What runner/limits.ts, runner/cpp and the server's runner say there, on the error stream. */
const NOTICE =
  /^… .+ …$|^(Segmentation fault|Crashed|Stack overflow|This program waits for ever|There is no memory for another thread): /;

/** The line as it is shown; `ending` says the runner's sentences in the reader's language. */
export function inWords(line: Line, ending: (sentence: string) => string): Line {
  if (line.kind !== "stderr" || line.isOpen) return line;
  const text = textOf(line);
  const [span] = line.spans;
  return span && NOTICE.test(text) ? { ...line, spans: [{ ...span, text: ending(text) }] } : line;
}
