import { expect, test } from "vitest";

import { type Attempt, FIRST_RETRY_MS, LONGEST_MS, QUIET_MS, type SaveState, Saving } from "./saving";
import { TestClock } from "./testing";

function typing() {
  const clock = new TestClock();
  const states: SaveState["kind"][] = [];
  const answers: ((attempt: Attempt) => void)[] = [];
  let calls = 0;
  let answer: Attempt | null = { kind: "done" };
  const save = () => {
    calls += 1;
    return answer ? Promise.resolve(answer) : new Promise<Attempt>((resolve) => answers.push(resolve));
  };
  const saving = new Saving(save, (state) => states.push(state.kind), clock);
  return {
    ...{ clock, saving, states },
    calls: () => calls,
    /** null: no answer until `answers` is called. */
    answersWith: (next: Attempt | null) => (answer = next),
    answers: (attempt: Attempt) => answers.shift()?.(attempt),
  };
}

test("what is typed is sent once, soon after the last key", async () => {
  const { clock, saving, states, calls } = typing();
  for (let key = 0; key < 5; key += 1) {
    saving.edited();
    await clock.goes(QUIET_MS / 2);
  }
  expect(calls()).toBe(0);
  await clock.goes(QUIET_MS);
  expect(calls()).toBe(1);
  expect(states.at(-1)).toBe("saved");
  expect(saving.isUnsaved).toBe(false);
});

test("who types without a pause is saved in between", async () => {
  const { clock, saving, calls } = typing();
  for (let ms = 0; ms <= LONGEST_MS + 100; ms += 100) {
    saving.edited();
    await clock.goes(100);
  }
  expect(calls()).toBe(1);
});

test("there is one request at a time, and what was typed meanwhile goes with the next", async () => {
  const { clock, saving, states, calls, answersWith, answers } = typing();
  answersWith(null);
  saving.edited();
  await clock.goes(QUIET_MS);
  saving.edited();
  await clock.goes(60_000);
  saving.hurry();
  expect(calls()).toBe(1);

  answers({ kind: "done" });
  await clock.goes(QUIET_MS);
  expect(calls()).toBe(2);
  expect(states.at(-1), "the last keys are not on the server yet").toBe("saving");
  answers({ kind: "done" });
  await clock.goes(0);
  expect(states.at(-1)).toBe("saved");
});

test("a silent server is asked again, more and more rarely, whatever is typed meanwhile", async () => {
  const { clock, saving, states, calls, answersWith } = typing();
  answersWith({ kind: "later", afterMs: null });
  saving.edited();
  await clock.goes(QUIET_MS);
  expect(states.at(-1)).toBe("waiting");
  for (let key = 0; key < 10; key += 1) {
    saving.edited();
    await clock.goes(FIRST_RETRY_MS / 20);
  }
  expect(calls()).toBe(1);
  await clock.goes(10 * 60_000);
  expect(calls()).toBeLessThan(30);

  answersWith({ kind: "done" });
  saving.hurry();
  await clock.goes(0);
  expect(states.at(-1)).toBe("saved");
});

test("a server that asks for patience gets it", async () => {
  const { clock, saving, calls, answersWith } = typing();
  answersWith({ kind: "later", afterMs: 20_000 });
  saving.edited();
  await clock.goes(QUIET_MS + 19_000);
  expect(calls()).toBe(1);
  await clock.goes(1_000);
  expect(calls()).toBe(2);
});

test("what only a change can mend is not sent again until there is one", async () => {
  const { clock, saving, states, calls, answersWith } = typing();
  answersWith({ kind: "held", because: { kind: "too-long" } });
  saving.edited();
  await clock.goes(60_000);
  expect(calls()).toBe(1);
  expect(states.at(-1)).toBe("held");

  answersWith({ kind: "done" });
  saving.edited();
  await clock.goes(QUIET_MS);
  expect(states.at(-1)).toBe("saved");
});

test("finishing sends all, and tells whether it is saved", async () => {
  const { saving, answersWith } = typing();
  saving.edited();
  expect(await saving.finish()).toBe(true);
  answersWith({ kind: "later", afterMs: null });
  saving.edited();
  expect(await saving.finish()).toBe(false);
});

test("finishing waits for the request that is on its way, and sends what came after it", async () => {
  const { clock, saving, calls, answersWith, answers } = typing();
  answersWith(null);
  saving.edited();
  saving.hurry();
  saving.edited();
  const finished = saving.finish();
  answersWith({ kind: "done" });
  answers({ kind: "done" });
  await clock.goes(0);
  expect(await finished).toBe(true);
  expect(calls()).toBe(2);
});
