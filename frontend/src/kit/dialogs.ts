// What the page's dialogs have in common: how they look, and how they close.
import "../styles/dialogs.css";

/** For `{@attach}`. A drag that only ends beside the dialog, as when something in it is selected, is no such press. */
export const closedFromOutside = (close: () => void) => (dialog: HTMLDialogElement) => {
  let began: EventTarget | null = null;
  dialog.addEventListener("pointerdown", ({ target }) => (began = target));
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog && began === dialog) close();
  });
};

/** For `onclose`, which comes a frame after the end: a dialog that was opened again by then stays open. */
export const unlessReopened =
  (close: () => void) =>
  ({ currentTarget }: { currentTarget: HTMLDialogElement }) => {
    if (!currentTarget.open) close();
  };

/** For `onkeydown`: Escape closes the dialog, and not the card that it came from. */
export const escapesAlone = (event: KeyboardEvent) => {
  if (event.key === "Escape") event.stopPropagation();
};
