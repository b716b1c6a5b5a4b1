import { setTimeout as sleep } from "node:timers/promises";

const values: number[] = await Promise.all([3, 1, 2].map(async (ms: number): Promise<number> => {
  await sleep(ms * 5);
  return ms;
}));
console.log(values);
export {};
