// Keys of a method of input, as the Enter that confirms a word and the Escape that gives one up.

/** In a field they do nothing else, whoever listens; the editor knows them itself. Safari tells them by an old number. */
export function leaveComposing(): void {
  const keydown = (event: KeyboardEvent) => {
    if (event.keyCode !== 229 && !event.isComposing) return;
    if (!(event.target as HTMLElement).isContentEditable) event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", keydown, true);
}
