// A double press is one, by the pointer or by a key.

const DOUBLE_PRESS_MS = 500;

/** For `{@attach}`: nothing here hears the second press of two at once, before which the first one may have put another
 *  button in its place, or have made it the opposite's; and Enter that is held presses once. */
export const takesDoublePressesAsOne = (element: HTMLElement): void => {
  let [atMs, on]: [number, EventTarget | null] = [0, null];
  const hear = (event: MouseEvent) => {
    const { detail, timeStamp, target } = event; // of a key, `detail` is 0
    if (detail ? detail > 1 : on === target && timeStamp - atMs < DOUBLE_PRESS_MS) event.stopImmediatePropagation();
    else [atMs, on] = [timeStamp, detail ? null : target];
  };
  const hold = (event: KeyboardEvent) => {
    if (event.repeat && event.key === "Enter") event.preventDefault();
  };
  element.addEventListener("click", hear, { capture: true });
  element.addEventListener("keydown", hold, { capture: true });
};
