import { expect, test } from "vitest";

import { Outstanding } from "./outstanding";

/** A connection that has sent its first SyncStep2, as every connection does, without local edits in it. */
function connected(): Outstanding {
  const work = new Outstanding();
  work.connectionOpened(0);
  work.step2Sent(0);
  return work;
}

test("nothing is pending in a room where nobody here has typed", () => {
  expect(connected().pendingSinceMs).toBeNull();
});

test("an edit is pending until its own frame is reported saved", () => {
  const work = connected();
  work.updateSent();
  work.edited(true, 10);
  work.acknowledged(1, 20);
  expect(work.pendingSinceMs).toBe(10);
  work.acknowledged(2, 30);
  expect(work.pendingSinceMs).toBeNull();
});

test("while someone keeps typing, the wait counts from the first edit that is not saved", () => {
  const work = connected();
  for (const now of [10, 20, 30]) {
    work.updateSent();
    work.edited(true, now);
  }
  work.acknowledged(2, 40);
  expect(work.pendingSinceMs).toBe(10);
});

test("an edit that was sent but not acknowledged is pending again on the next connection", () => {
  const work = connected();
  work.updateSent();
  work.edited(true, 10);
  work.connectionLost(20);
  work.connectionOpened(30);
  expect(work.pendingSinceMs).toBe(10);
  work.step2Sent(40);
  expect(work.pendingSinceMs).toBe(10);
  work.acknowledged(1, 50);
  expect(work.pendingSinceMs).toBeNull();
});

test("an edit made while the line is down waits for the next SyncStep2 and its acknowledgement", () => {
  const work = connected();
  work.acknowledged(1, 5);
  work.connectionLost(10);
  expect(work.pendingSinceMs).toBeNull();
  work.edited(false, 20);
  work.connectionOpened(30);
  work.acknowledged(1, 31);
  expect(work.pendingSinceMs).toBe(20);
  work.step2Sent(40);
  work.acknowledged(1, 50);
  expect(work.pendingSinceMs).toBeNull();
});

test("an Update that overtakes the first SyncStep2 does not hide what was typed offline", () => {
  const work = new Outstanding();
  work.edited(false, 0);
  work.connectionOpened(1);
  work.updateSent();
  work.edited(true, 2);
  work.acknowledged(1, 3);
  expect(work.pendingSinceMs).toBe(0);
  work.step2Sent(4);
  work.acknowledged(2, 5);
  expect(work.pendingSinceMs).toBeNull();
});

test("an acknowledgement of more than was sent is not believed", () => {
  const work = connected();
  work.acknowledged(99, 1);
  work.updateSent();
  work.edited(true, 2);
  expect(work.pendingSinceMs).toBe(2);
});

test("an acknowledgement of an old connection says nothing about the new one", () => {
  const work = connected();
  work.acknowledged(1, 1);
  work.connectionLost(2);
  work.edited(false, 3);
  work.connectionOpened(4);
  work.step2Sent(5);
  expect(work.pendingSinceMs).toBe(3);
});
