import { beforeEach, expect, test } from "vitest";

import { takesDoublePressesAsOne } from "./doublepress";

let element: EventTarget;
let heard = 0;
beforeEach(() => {
  element = new EventTarget();
  heard = 0;
  takesDoublePressesAsOne(element as HTMLElement);
  element.addEventListener("click", () => (heard += 1));
});

/** `detail`: what a click says of itself, 0 by the keyboard. */
const click = (detail: number, timeStamp = 0, target: unknown = "Show") => {
  const event = Object.assign(new Event("click"), { detail });
  element.dispatchEvent(Object.defineProperties(event, { timeStamp: { value: timeStamp }, target: { value: target } }));
};
const key = (key: string, repeat: boolean) => {
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key, repeat });
  element.dispatchEvent(event);
  return event;
};

test("a double click is one press, and two clicks apart are two", () => {
  click(1);
  click(2, 150);
  expect(heard).toBe(1);
  click(1, 1_000);
  expect(heard).toBe(2);
});

test("two presses of a key at once are one, and two apart, or of two buttons, are two", () => {
  click(0, 1_000);
  click(0, 1_150);
  expect(heard).toBe(1);
  click(0, 1_200, "Cancel");
  click(0, 3_000, "Cancel");
  expect(heard).toBe(3);
});

test("Enter that is held presses once, and other keys go on", () => {
  expect(key("Enter", false).defaultPrevented).toBe(false);
  expect(key("Enter", true).defaultPrevented).toBe(true);
  expect(key("ArrowLeft", true).defaultPrevented).toBe(false);
});
