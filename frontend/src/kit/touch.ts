/** Whether the first pointing device is a finger: there may be no keyboard with Ctrl and Esc. */
export const isByTouch = (): boolean => window.matchMedia("(pointer: coarse)").matches;
