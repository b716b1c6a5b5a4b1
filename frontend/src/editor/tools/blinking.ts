// The person's own caret blinks by a timer: an animation of CSS is drawn sixty times a second, also where nothing moves.
import { ViewPlugin } from "@codemirror/view";

const EVERY_MS = 600;

export const blinking = ViewPlugin.define((view) => {
  let timer = 0;
  /** Shown at first; it blinks while somebody could be looking. */
  const begin = () => {
    clearInterval(timer);
    const style = view.scrollDOM.querySelector<HTMLElement>(".cm-cursorLayer")?.style;
    if (!style) return;
    style.visibility = "";
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden || !view.hasFocus) return;
    timer = window.setInterval(() => {
      style.visibility = style.visibility ? "" : "hidden";
    }, EVERY_MS);
  };
  document.addEventListener("visibilitychange", begin);
  begin();
  return {
    update({ focusChanged, selectionSet, docChanged }) {
      if (focusChanged || selectionSet || docChanged) begin();
    },
    destroy() {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", begin);
    },
  };
});
