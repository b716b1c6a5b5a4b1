// What the compiler says, without what it says of the inside of its library: a mistake in a call of a template is a
// page of candidates else, with the program's own line somewhere in it.

interface Told {
  /** error, warning or note */
  kind: string;
  text: string;
  isLibrarys: boolean;
}

const BEGINS = /^(\S[^\n]*?):\d+:\d+: (fatal error|error|warning|note): /;
const LIBRARY = /^\/(usr\/)?include\//;
const INCLUDED_FROM = /^(In file included from|In module| {17}from) /;
const REQUESTED = /\b(requested|required) here\b|while (checking|substituting)/;
const MOST_NOTES = 3;
/** What follows from the first error inside of the library is told in the program's own lines, or not at all. */
const MOST_IN_LIBRARY = 2;

/** Each error or warning with the notes of the program's own files; of the library's only what was wrong. */
export function shortened(messages: string): string {
  const groups: Told[][] = [];
  let rest = "";
  for (const told of apart(messages)) {
    if (typeof told === "string") rest += told;
    else if (told.kind === "note") groups.at(-1)?.push(told);
    else groups.push([told]);
  }
  let inLibrary = 0;
  const kept = groups.flatMap((group) => {
    const [first, ...notes] = group;
    if (!first) return [];
    if (first.isLibrarys && (inLibrary += 1) > MOST_IN_LIBRARY) return [];
    const own = notes.filter((note) => !note.isLibrarys);
    const asked = own.filter((note) => REQUESTED.test(note.text));
    const others = own.filter((note) => !REQUESTED.test(note.text)).slice(0, MOST_NOTES);
    // The program's line that asks is what to change: the first, and the one that began it.
    const ends = asked.length > 2 ? [asked[0], asked.at(-1)] : asked;
    return [
      first.isLibrarys ? headOf(first.text) : first.text,
      ...[...ends, ...others].map((note) => note?.text ?? ""),
    ];
  });
  return kept.join("") + rest;
}

/** Of an error inside of the library its sentence: the code around it is nobody's to change. */
const headOf = (text: string) => text.slice(0, text.indexOf("\n") + 1);

/** What is told, in its order; what belongs to nothing of it as text: the last line, and the linker's. */
function* apart(messages: string): Generator<Told | string> {
  let told: Told | null = null;
  for (const line of messages.split(/(?<=\n)/)) {
    const begins = BEGINS.exec(line);
    if (begins) {
      if (told) yield told;
      told = { kind: begins[2] ?? "", text: line, isLibrarys: LIBRARY.test(begins[1] ?? "") };
    } else if (INCLUDED_FROM.test(line)) {
      if (told) yield told;
      told = null;
    } else if (told && /^[ \d]/.test(line) && !/^\d+ (error|warning)/.test(line)) {
      told.text += line;
    } else {
      if (told) yield told;
      told = null;
      yield line;
    }
  }
  if (told) yield told;
}
