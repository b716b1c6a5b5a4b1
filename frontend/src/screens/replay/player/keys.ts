// The keys of the replay, from anywhere on its page but where they have a meaning of their own.
import { isRunKey } from "../../../panes/console/keys";
import { isUnderDialog, letterOf } from "../../../kit/pressed";
import { LARGE_STEP, type ReplayModel } from "../replay.svelte";

const JUMP_KEYS = { r: "run", t: "tests", p: "paste", j: "join" } as const;

/** Fields take all keys; buttons, switches and links take those that press them. */
function isTaken(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" || key === " ";
  if (target.closest("select, textarea")) return true;
  return (key === " " || key === "Enter") && target.closest("button, a, summary") !== null;
}

/** Returns whether the key was one. */
export function pressed(event: KeyboardEvent, model: ReplayModel, run: () => void): boolean {
  if (isUnderDialog()) return false;
  if (isRunKey(event)) {
    if (!event.repeat) run();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return false;
  const step = event.shiftKey ? LARGE_STEP : 1;
  switch (event.key) {
    case " ":
      if (!event.repeat) model.toggle();
      return true;
    case "ArrowRight":
      model.step(step);
      return true;
    case "ArrowLeft":
      model.step(-step);
      return true;
    case "PageUp":
    case "PageDown":
      if (!(event.target instanceof HTMLElement) || event.target.role !== "slider") return false;
      model.step(event.key === "PageUp" ? -10 * LARGE_STEP : 10 * LARGE_STEP);
      return true;
    case "Home":
      model.pause();
      model.seekFirst();
      return true;
    case "End":
      model.pause();
      model.seek(Infinity);
      return true;
    case "+":
      model.faster(1);
      return true;
    case "-":
      model.faster(-1);
      return true;
  }
  const jump = JUMP_KEYS[letterOf(event) as keyof typeof JUMP_KEYS];
  if (jump) model.jump(jump, event.shiftKey ? -1 : 1);
  return jump !== undefined;
}
