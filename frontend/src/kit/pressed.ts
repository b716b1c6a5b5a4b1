// What a pressed key means, whatever the keyboard writes with it, and whose it is.

type Key = Pick<KeyboardEvent, "key" | "code">;

/** The Latin letter of a key: of its place where the layout writes another script, as "ы" does for Ctrl+S. */
export const letterOf = ({ key, code }: Key): string =>
  (/^[^\0-\x7f]$/.test(key) && /^Key(.)$/.exec(code)?.[1]?.toLowerCase()) || key.toLowerCase();

/** A dialog lies over the page, and has all keys. */
export const isUnderDialog = (): boolean => document.querySelector("dialog:modal") !== null;
