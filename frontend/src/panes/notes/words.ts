// The words of notes and scorecards in the language of their reader.
import { en, type NotesDictionary } from "../../words/notes/en";
import { es } from "../../words/notes/es";
import { momentText } from "../../app/moment";
import { personal } from "../../app/personal.svelte";

export const notes = {
  get words(): NotesDictionary {
    return personal.of({ en, es });
  },
};

/** The time on the wall where it is read; with the day when that is another one. */
export function clockText(momentMs: number, nowMs: number): string {
  const [moment, now] = [new Date(momentMs), new Date(nowMs)];
  const time = momentText(moment, { timeStyle: "medium" });
  if (moment.toDateString() === now.toDateString()) return time;
  return `${momentText(moment, { day: "numeric", month: "short" })}, ${time}`;
}
