// A file of SQL in the pieces in which SQLite's shell runs it: lines like `.tables`, and lines of statements up to one that
// ends a statement. What is wrong ends its piece alone.

export interface Piece {
  text: string;
  /** Of its first line, from 1. */
  line: number;
  isCommand: boolean;
}

export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let text = "";
  let begin = 1;
  const end = () => {
    if (text) pieces.push({ text, line: begin, isCommand: false });
    text = "";
  };
  for (const [at, line] of (source.match(/[^\n]*\n|[^\n]+$/g) ?? []).entries()) {
    if (/^[ \t]*\.[a-z]/i.test(line) && isBlank(text)) {
      end();
      pieces.push({ text: line, line: at + 1, isCommand: true });
      continue;
    }
    if (!text) begin = at + 1;
    text += line;
    if (/(;\s*((--.*|\/\*.*\*\/)\s*)*|\*\/\s*)$/.test(line) && !isBlank(text) && isComplete(text)) end();
  }
  end();
  return pieces;
}

const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?\*\//g;
const TRIGGER = /^\s*(explain\s+)?create\s+(temp\s+|temporary\s+)?trigger\b/i;

const COMMENT = /--[^\n]*|\/\*[^]*?\*\//g;
const isBlank = (text: string) => text.replace(COMMENT, " ").trim() === "";

/** Nothing is open: no statement, no text, no trigger. */
function isComplete(text: string): boolean {
  let rest = text.replace(QUOTED, (part) => (/^(--|\/\*)/.test(part) ? " " : "x"));
  if (/['"`[]|\/\*/.test(rest)) return false;
  while (rest.trim()) {
    const found = (TRIGGER.test(rest) ? /;\s*end\s*;/i : /;/).exec(rest);
    if (!found) return false;
    rest = rest.slice(found.index + found[0].length);
  }
  return true;
}
