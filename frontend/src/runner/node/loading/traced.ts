// Where an error's trace begins, which not every engine lets a program say.

/** With whoever called `from`. */
export function traceFrom(error: object, from: object): void {
  (Error as { captureStackTrace?: (on: object, from: object) => void }).captureStackTrace?.(error, from);
}
