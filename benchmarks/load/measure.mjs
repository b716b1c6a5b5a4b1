// What is measured beside the sockets: a histogram of milliseconds, counts, and the CPU of process trees.
import { readdirSync, readFileSync } from "node:fs";

const STEPS = 32; // buckets a doubling: an error of at most 1.1 %
const TICK_US = 10_000; // USER_HZ is 100 on every Linux

export class Histogram {
  #counts = new Uint32Array(STEPS * 40);
  count = 0;
  max = 0;

  add(ms) {
    const bucket = Math.max(0, Math.floor(Math.log2(Math.max(ms, 1e-3) * 1000) * STEPS));
    this.#counts[Math.min(bucket, this.#counts.length - 1)]++;
    this.count++;
    if (ms > this.max) this.max = ms;
  }

  /** In milliseconds; null when nothing was measured. */
  percentile(share) {
    let left = Math.ceil(this.count * share);
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      left -= this.#counts[bucket];
      if (left <= 0 && this.count > 0) return 2 ** ((bucket + 0.5) / STEPS) / 1000;
    }
    return null;
  }

  summary() {
    return { p50: this.percentile(0.5), p95: this.percentile(0.95), p99: this.percentile(0.99), max: this.max };
  }
}

/** What all members of this process count, from `reset()` on. */
export const tally = {
  reset(latency, saved) {
    Object.assign(this, { latency, saved, offered: 0, delivered: 0, expected: 0, cursors: 0, asked: 0, closed: [] });
  },
  /** Since the process began: edits that should have reached somebody, and did. */
  total: { expected: 0, delivered: 0 },
};

/** CPU microseconds (user and system) that each group of process trees has used so far: {name: root pids} to {name: µs}.
 * From /proc/PID/stat of every process that is alive. */
export function cpuOf(groups) {
  const children = new Map();
  const used = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    if (stat === null) continue;
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const pid = Number(name);
    const parent = Number(fields[1]);
    used.set(pid, Number(fields[11]) + Number(fields[12]));
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(pid);
  }
  const tree = (pid) => (used.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((sum, child) => sum + tree(child), 0);
  return Object.fromEntries(
    Object.entries(groups).map(([name, roots]) => [name, roots.reduce((sum, pid) => sum + tree(pid), 0) * TICK_US]),
  );
}

function read(path) {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return null;
  }
}

/** mulberry32: the same numbers for the same seed. */
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
