// The load generator: drives rooms at one server and says what arrived. Commands are JSON lines on stdin, answers JSON
// lines on stdout; run.py is its other half. It ends with its stdin, and of itself after LIFETIME_S.
import { createInterface } from "node:readline";

import { Member, Room } from "./member.mjs";
import { Histogram, cpuOf, seeded, tally } from "./measure.mjs";
import { traffic } from "./socket.mjs";
import { history, writePaste } from "./yjs.mjs";
import { Bytes } from "./bytes.mjs";

const LIFETIME_S = 600;
const RENEW_MS = 15_000;
const OPEN_WITHIN_MS = 60_000;
const DRAIN_MS = 5_000;
const FLOOD_RATE = 8_000;
const AFTERWORK_MS = 500;
const TIMER_LATE_MS = 2;

setTimeout(() => process.exit(3), LIFETIME_S * 1000).unref();

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const random = seeded(1);
let server = null;
let rooms = [];

tally.reset(new Histogram(), new Histogram());

/** One more member of a room, synced. */
function join(room) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("not synced in time")), OPEN_WITHIN_MS);
    const settle = (done) => (value) => {
      clearTimeout(timer);
      done(value);
    };
    const member = new Member(
      room,
      server,
      settle((size) => resolve({ member, size })),
      settle((reason) => reject(new Error(`line lost: ${reason}`))),
    );
  });
}

async function each(items, width, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Runs `work` and says what it cost: {ms, cpu of each group in µs, own CPU in µs, traffic}. */
async function measured(groups, work) {
  const own = process.cpuUsage();
  const before = { ...traffic };
  const cpu = cpuOf(groups);
  const began = performance.now();
  const result = await work();
  const ms = performance.now() - began;
  const after = cpuOf(groups);
  const { user, system } = process.cpuUsage(own);
  return {
    ms,
    cpu_us: Object.fromEntries(Object.keys(groups).map((name) => [name, after[name] - cpu[name]])),
    own_us: user + system,
    bytes_in: traffic.bytesIn - before.bytesIn,
    frames_in: traffic.framesIn - before.framesIn,
    ...result,
  };
}

/** Typists send at `rate` a second, each at its own moment; whoever is late sends at once. Lateness is latency, but for
 * the little by which Node's timers are late, which is nobody's but this process's. */
async function typing(typists, rate, seconds, step) {
  const interval = 1000 / rate;
  const began = performance.now();
  const due = typists.map((_, number) => [began + random() * interval, number]).sort((a, b) => a[0] - b[0]);
  const stop = began + seconds * 1000;
  for (let next = 0; ;) {
    const now = performance.now();
    if (now >= stop) return;
    while (due[next][0] <= now) {
      const turn = due[next];
      const sent = performance.now();
      step(typists[turn[1]], sent - turn[0] < TIMER_LATE_MS ? sent : turn[0]);
      turn[0] += interval;
      next = (next + 1) % due.length;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const commands = {
  /** Rooms by name with `sizes[n % sizes.length]` people each. */
  open: async ({ names, sizes, roots, groups, ...target }) => {
    server = target;
    rooms = names.map((name, number) => new Room(name, roots?.[number]));
    const places = rooms.flatMap((room, number) => Array(sizes[number % sizes.length]).fill(room));
    return measured(groups, async () => {
      await each(places, 32, join);
      return { connections: places.length };
    });
  },

  /** `typists[n % typists.length]` people of the nth of the first `active` rooms type `rate` edits a second. */
  type: async ({ active, typists, rate, seconds, warm_s, groups }) => {
    const writers = rooms
      .slice(0, active)
      .flatMap((room, number) => room.members.slice(0, typists[number % typists.length]));
    const step = (member, now) => member.type(now);
    await typing(writers, rate, warm_s, step);
    tally.reset(new Histogram(), new Histogram());
    const result = await measured(groups, async () => {
      await typing(writers, rate, seconds, step);
      return drained();
    });
    return finish(result);
  },

  /** The first member of each room replays one person's history of updates: [end clock, base64] each. */
  replay: async ({ updates, rate, seconds, groups }) => {
    const ready = updates.map(([end, text]) => [end, Buffer.from(text, "base64")]);
    const writers = rooms.map((room) => room.members[0]);
    const client = 1; // the trace's author; rooms are apart, so it may be the same in each
    for (const room of rooms) room.indexOf.set(client, 0);
    tally.reset(new Histogram(), new Histogram());
    const result = await measured(groups, async () => {
      await typing(writers, rate, seconds, (member, now) => {
        const [end, update] = ready[member.step++] ?? [];
        if (update) member.send(update, update.length, end, now, true);
      });
      return drained();
    });
    return finish(result);
  },

  /** Nobody types; everybody renews their awareness every 15 s. */
  idle: async ({ seconds, groups }) => {
    const members = rooms.flatMap((room) => room.members);
    return measured(groups, async () => {
      await typing(members, 1000 / RENEW_MS, seconds, (member) => member.renew());
      return { renewals: (members.length * seconds * 1000) / RENEW_MS };
    });
  },

  /** Each room's first member pastes a text of `size` bytes. */
  paste: async ({ size }) => {
    await each(rooms, 8, async (room) => {
      const bytes = new Bytes(size + 256);
      await room.members[0].flood(
        [writePaste(bytes, room.members[0].client, "lorem ipsum ".repeat(size / 12)).take()],
        1000,
      );
    });
    return {};
  },

  /** The first member of the first room brings in `edits` edits of three people, as fast as servers take them. */
  flood: async ({ edits, groups }) => {
    const updates = [...history(edits, [11, 12, 13], seeded(7))];
    return measured(groups, async () => {
      const size = await rooms[0].members[0].flood(updates, FLOOD_RATE);
      await sleep(AFTERWORK_MS); // who stores, stores some of it later
      return { size };
    });
  },

  /** `times` newcomers one after the other, then `crowd` at once; each leaves again. */
  join: async ({ times, crowd, groups }) => {
    const room = rooms[0];
    const each_ms = [];
    let size = 0;
    const visit = async () => {
      const began = performance.now();
      const visitor = await join(room);
      each_ms.push(performance.now() - began);
      size = visitor.size;
      return visitor.member;
    };
    const single = await measured(groups, async () => {
      for (let time = 0; time < times; time++) {
        (await visit()).socket.end();
        await sleep(20);
      }
      return {};
    });
    const one_ms = each_ms.splice(0).sort((a, b) => a - b);
    const together = await measured(groups, async () => {
      const guests = await Promise.all(Array.from({ length: crowd }, visit));
      for (const guest of guests) guest.socket.end();
      return {};
    });
    return { size, join_ms: one_ms[Math.floor(one_ms.length / 2)], single, together };
  },
};

/** Waits until what was sent has arrived, for a while: its cost belongs to it. */
async function drained() {
  const until = performance.now() + DRAIN_MS;
  while (tally.total.delivered < tally.total.expected && performance.now() < until) await sleep(5);
  return { offered: tally.offered, delivered: tally.delivered, expected: tally.expected };
}

function finish(result) {
  const faults = {};
  for (const reason of tally.closed) faults[reason] = (faults[reason] ?? 0) + 1;
  return {
    ...result,
    share: tally.total.delivered / tally.total.expected,
    latency: tally.latency.summary(),
    saved: tally.saved.count ? { ...tally.saved.summary(), count: tally.saved.count } : null,
    asked: tally.asked,
    faults,
  };
}

createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const { do: name, ...options } = JSON.parse(line);
    let answer;
    try {
      answer = await commands[name](options);
    } catch (error) {
      answer = { error: String(error?.stack ?? error) };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
  })
  .on("close", () => process.exit(0));
