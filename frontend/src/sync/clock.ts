// The time by this browser's clock, as long as that goes on: where it is set back, this one goes on as if it had not been.
// So what is counted from a moment goes on as well. It does not count a computer's sleep by itself, as `performance` may.

let [aheadMs, lastMs, lastTickMs] = [0, 0, 0];

export function steadyMs(): number {
  const [nowMs, tickMs] = [Date.now(), performance.now()];
  if (nowMs + aheadMs < lastMs) aheadMs = lastMs + tickMs - lastTickMs - nowMs;
  lastTickMs = tickMs;
  return (lastMs = nowMs + aheadMs);
}
