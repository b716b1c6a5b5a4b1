// What a pressed key means, whatever the keyboard writes with it, and whose it is.

type Key = Pick<KeyboardEvent, "key" | "code">;

/** The Latin letter of a key: of its place where the layout writes another script, as "ы" does for Ctrl+S. */
export const letterOf = ({ key, code }: Key): string =>
  (/^[^\0-\x7f]$/.test(key) && /^Key(.)$/.exec(code)?.[1]?.toLowerCase()) || key.toLowerCase();

/** It belongs to a method of input, as the Enter that confirms a word. Safari says so by an old number only. */
export const isComposed = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** A dialog lies over the page, and has all keys. */
export const isUnderDialog = (): boolean => document.querySelector("dialog:modal") !== null;
