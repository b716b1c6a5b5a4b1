// What the file of an export or a report is called. Names are shown, sent and kept by others, so nothing that opens anything is in it.

const TITLE_MAX = 60;

/** Like "codesala-2026-11-20-Ana-Tuesday.zip": the day on which the interview began, here, and its title. */
export function interviewFileName(title: string | null, createdAtMs: number | null, ending: string): string {
  const at = createdAtMs === null ? null : new Date(createdAtMs);
  const day = at && [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join("-");
  const words = [...(title ?? "").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")].slice(0, TITLE_MAX).join("");
  return `${["codesala", day, words.replace(/^-+|-+$/g, "")].filter(Boolean).join("-")}.${ending}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");
