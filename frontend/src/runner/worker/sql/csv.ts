// Comma-separated values, read and written as SQLite's shell does.

/** Rows of cells. Quotes hold whatever is in them, also separators, line ends and doubled quotes. */
export function readCsv(text: string, separator = ","): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    row.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  const plain = text.replace(/^\uFEFF/, "");
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] ?? "";
    if (isQuoted && sign === '"' && plain[at + 1] === '"') cell += plain[(at += 1)];
    else if (isQuoted) {
      if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) endCell();
    else if (sign === "\n") endRow();
    else if (sign !== "\r" || plain[at + 1] !== "\n") cell += sign;
  }
  if (cell || row.length > 0) endRow();
  return rows;
}

/** One line; null is an empty cell, an empty text a quoted one. */
export function csvLine(cells: (string | null)[]): string {
  return cells
    .map((cell) => (cell === null ? "" : needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",");
}

const needsQuotes = (cell: string) => cell === "" || /[^!#-&(-+\--~]/.test(cell);
