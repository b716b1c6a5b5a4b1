// Tables as the shells of databases and console.table draw them.
import { widthOf } from "./width";

/** A table with a head in box characters. */
export function drawTable(head: string[], body: string[][]): string {
  const widths = head.map((title, at) => Math.max(...[title, ...body.map((row) => row[at] ?? "")].map(widthOf)));
  const filled = (cell: string, at: number) => cell + " ".repeat((widths[at] ?? 0) - widthOf(cell));
  const line = (cells: string[]) => `│ ${cells.map(filled).join(" │ ")} │`;
  const rule = (left: string, mid: string, right: string) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(mid) + right;
  return [rule("┌", "┬", "┐"), line(head), rule("├", "┼", "┤"), ...body.map(line), rule("└", "┴", "┘")].join("\n");
}
