// What every room loads by itself once its editor is there, as one file: each request costs more than its bytes.
export { default as Arrivals } from "./Arrivals.svelte";
export { default as Console } from "../../panes/console/Console.svelte";
