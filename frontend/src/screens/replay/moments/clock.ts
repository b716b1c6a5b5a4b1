// Times as people read them.
import { momentText } from "../../../app/moment";

/** `3:07`, or `1:02:03` from an hour on. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The time on the wall where it is read, to the second. */
export function wallText(ms: number): string {
  return momentText(ms, { dateStyle: "medium", timeStyle: "medium" });
}
