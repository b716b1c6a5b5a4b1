// What lies on the line of time: marks, and under it bars that say how much was written when, and by whom.
import type { Mark } from "../../../record/marks";
import type { ReplayModel } from "../replay.svelte";

export const BARS = 180;
const HIGHEST = 10;

export interface Bar {
  at: number;
  height: number;
  color: string;
}

/** Empty until the record is prepared. The colour is that of whoever changed most. */
export function activityOf({ record, isPrepared, axis, people }: ReplayModel): Bar[] {
  if (!record || !isPrepared || axis.length === 0) return [];
  const sums = Array.from({ length: BARS }, () => new Map<string, number>());
  for (let entries = 1; entries <= record.length; entries += 1) {
    const size = record.texts.size(entries - 1);
    const by = record.byOf(entries);
    if (!size || by === "") continue;
    const sum = sums[Math.min(BARS - 1, Math.floor((axis.placeOf(entries) / axis.length) * BARS))];
    // A keystroke and a page pasted are both one doing: its length counts, but not in full.
    sum?.set(by, (sum.get(by) ?? 0) + 1 + Math.log2(1 + size.inserted + size.deleted));
  }
  const totals = sums.map((sum) => [...sum.values()].reduce((one, other) => one + other, 0));
  const most = Math.max(...totals);
  return sums.flatMap((sum, at) => {
    const [first] = [...sum].sort((one, other) => other[1] - one[1]);
    const total = totals[at] ?? 0;
    if (!first || total === 0) return [];
    return [{ at, height: 1 + (HIGHEST - 1) * Math.sqrt(total / most), color: people.find(first[0])?.color ?? "gray" }];
  });
}

export type DrawnMark = Mark & {
  /** How far along, in percent. */
  left: number;
  /** What is free behind it, in percent: up to the next mark, or to the end of the line. */
  free: number;
};

/** Those that would lie on each other once. */
export function drawnMarks({ shownMarks, axis }: Pick<ReplayModel, "shownMarks" | "axis">): DrawnMark[] {
  const drawn = new Map<string, Mark & { left: number }>();
  for (const mark of shownMarks) {
    const left = axis.length > 0 ? (100 * axis.placeOf(mark.entries)) / axis.length : 0;
    drawn.set(`${mark.kind} ${left.toFixed(1)}`, { ...mark, left });
  }
  const inOrder = [...drawn.values()].sort((one, other) => one.left - other.left);
  return inOrder.map((mark, at) => ({ ...mark, free: (inOrder[at + 1]?.left ?? 100) - mark.left }));
}
