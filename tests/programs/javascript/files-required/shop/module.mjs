import { priceOf } from "./index.js";
export default `a module with ${priceOf("tea")}`;
export const twice = (number) => number * 2;
