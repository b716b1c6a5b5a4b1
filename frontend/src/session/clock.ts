// How a countdown, and the time that a session has been open, are written.

/** Minutes and seconds, as on a clock: 4:59. Begun seconds count, so that a countdown shows 0:00 when it is over; what is
 * over it has a plus. */
export function clockText(ms: number): string {
  const left = Math.ceil(ms / 1000);
  const seconds = Math.abs(left);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const end = String(seconds % 60).padStart(2, "0");
  const sign = left < 0 ? "+" : "";
  return sign + (hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${end}` : `${minutes}:${end}`);
}

/** Longer ago it was prepared, not begun. */
const OPEN_AT_MOST_MIN = 12 * 60;

/** Whole minutes, as 43 min or 1 h 5 min; null for what says nothing about an interview. */
export function openText(ms: number): string | null {
  const minutes = Math.floor(ms / 60_000);
  if (!(minutes >= 0 && minutes < OPEN_AT_MOST_MIN)) return null;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
