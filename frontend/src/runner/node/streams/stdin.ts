// process.stdin as a stream: asks for a line when somebody wants data, and keeps the program going while it waits.

import { Readable, Writable } from "readable-stream";

import type { Machine } from "../library";

/** So called in traces, as Node's on a terminal; the one of files has this name as well. */
const { ReadStream: Stdin } = { ReadStream: class extends Readable {} };

export function makeStdin({ io, turns }: Machine): Readable {
  let isAsking = false;
  let isHeld = false;
  let isPaused = false;
  const weigh = () => {
    const holds = isAsking && (!isPaused || stdin.listenerCount("readable") > 0);
    if (holds && !isHeld) turns.begin();
    if (!holds && isHeld) turns.settle();
    isHeld = holds;
  };
  const stdin = new Stdin({
    highWaterMark: 0, // no line is asked for that nobody waits for
    read() {
      if (isAsking) return;
      isAsking = true;
      weigh();
      void io.readLineLater().then((line) => {
        // In a turn of its own: what one line leads to is done before the next.
        turns.afterMs(0, () => {
          isAsking = false;
          try {
            turns.run(() => void stdin.push(line === null ? null : `${line}\n`));
          } finally {
            weigh();
          }
        });
      });
    },
  });
  for (const name of ["pause", "resume"]) {
    stdin.on(name, () => {
      isPaused = name === "pause";
      weigh();
    });
  }
  return Object.assign(stdin, { fd: 0, isTTY: undefined, ref: () => stdin, unref: () => stdin });
}

export function makeWritable({ io }: Machine, stream: "stdout" | "stderr"): Writable {
  return new Writable({
    decodeStrings: false,
    write(text: unknown, _encoding: string, done: () => void) {
      io.write(stream, typeof text === "string" ? text : new TextDecoder().decode(text as Uint8Array));
      done();
    },
  });
}
