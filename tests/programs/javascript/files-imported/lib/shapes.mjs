export * from "./square.mjs";
export { default as circle } from "./circle.mjs";
