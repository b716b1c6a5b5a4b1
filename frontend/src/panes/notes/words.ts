// The words of notes and scorecards in the language of their reader.
import { en, type NotesDictionary } from "../../words/notes/en";
import { es } from "../../words/notes/es";
import { personal } from "../../app/personal.svelte";

export const notes = {
  get words(): NotesDictionary {
    return personal.of({ en, es });
  },
};

/** The time on the wall where it is read; with the day when that is another one. */
export function clockText(momentMs: number, nowMs: number): string {
  const [moment, now] = [new Date(momentMs), new Date(nowMs)];
  const time = moment.toLocaleTimeString(personal.language, {
    ...({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const),
  });
  if (moment.toDateString() === now.toDateString()) return time;
  return `${moment.toLocaleDateString(personal.language, { day: "numeric", month: "short" })}, ${time}`;
}
