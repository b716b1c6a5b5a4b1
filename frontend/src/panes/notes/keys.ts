// The key that begins a note from anywhere in the room, and never does anything else: what a host types after it is
// private. It is nobody else's: browsers and the editor leave F2 alone, it types nothing on any keyboard, and it needs no
// second key while somebody is speaking. Escape leads back to the code.

export const NOTE_KEY = "F2";

/** With Shift it takes what is private out of sight, as before sharing one's screen, and brings it back. What is typed
 * after that goes nowhere: a key that led from a private field to the code would give away what follows. */
export const isNoteKey = (event: KeyboardEvent): boolean =>
  event.key === NOTE_KEY && !event.ctrlKey && !event.metaKey && !event.altKey;
