// A double click is one press.

/** For `{@attach}`: of a double click, nothing here hears the second press, before which the first one may have put
 *  another button in its place. */
export const takesDoubleClicksAsOne = (element: HTMLElement): void => {
  const hear = (event: MouseEvent) => {
    if (event.detail > 1) event.stopPropagation();
  };
  element.addEventListener("click", hear, { capture: true });
};
