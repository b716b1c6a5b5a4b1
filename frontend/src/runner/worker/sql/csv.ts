// Comma-separated values, read and written as SQLite's shell does.

/** What stands between cells, and behind rows. */
export interface Between {
  columns: string;
  rows: string;
}

/** Rows of cells. Quotes hold whatever is in them, also separators, line ends and doubled quotes. */
export function readCsv(text: string, { columns, rows: behind }: Between = { columns: ",", rows: "\n" }): string[][] {
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
  const end = behind.slice(-1); // and a \r before a \n
  const plain = text.replace(/^\uFEFF/, "");
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] ?? "";
    if (isQuoted && sign === '"' && plain[at + 1] === '"') cell += plain[(at += 1)];
    else if (isQuoted) {
      if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === columns) endCell();
    else if (sign === end) endRow();
    else if (sign !== "\r" || plain[at + 1] !== "\n") cell += sign;
  }
  if (cell || row.length > 0) endRow();
  return rows;
}

/** One line; null is an empty cell, an empty text a quoted one. */
export function csvLine(cells: (string | null)[], separator = ","): string {
  const needsQuotes = (cell: string) => cell === "" || /[^!#-&(-~]/.test(cell) || cell.includes(separator);
  return cells
    .map((cell) => (cell === null ? "" : needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(separator);
}
