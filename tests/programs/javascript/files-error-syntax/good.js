export { x as a };
const x = import.meta.url.length;
export * from "./other.js";
