// What each page calls people who gave no name, in its own language.
import { personal } from "../app/personal.svelte";
import { hash } from "../sync/people/colours";

/** An animal is no host for a nervous person. */
export const nameless = (participant: string, role: string | null): string =>
  role === "host" ? personal.words.room.interviewer : personal.anonymous(hash(participant));
