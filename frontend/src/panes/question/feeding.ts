// Runs the program of the open file in the console, and gives it the input of a test as somebody would who types.
import type { RunsModel } from "../console/runs.svelte";
import { linesOf } from "./testing.svelte";

/**
 * Each time that the program asks it gets the next line, and behind the last the end of input; on the server, which does not
 * say when one asks, all of it once it runs.
 */
export async function runWith(stdin: string, runs: RunsModel): Promise<void> {
  const known = runs.model.room?.runs;
  const newest = () => known?.list.filter(({ isOwn }) => isOwn).at(-1);
  const before = newest();
  const lines = stdin === "" ? [] : linesOf(stdin);
  let isWhole = false;
  const next = () => {
    const line = lines.shift() ?? null;
    isWhole = line === null;
    runs.answer(line);
  };
  await runs.run();
  const run = newest();
  if (!known || !run || run === before) return; // why it does not run was told
  const look = () => {
    if (run.ending || run.refused) off();
    else if (run.wantsInput) next();
    else if (run.on === "server" && run.stage.kind === "running") while (!isWhole) next();
  };
  const off = known.onChange(look);
  look();
}
