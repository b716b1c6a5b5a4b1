import { afterEach, expect, test, vi } from "vitest";

import { FRAME } from "./line/frames";
import { openRoom } from "./room";

afterEach(() => vi.unstubAllGlobals());

/** A server that lets everybody in, says nothing, and keeps what it is told. */
function listening(): string[] {
  const told: string[] = [];
  class Socket {
    static readonly OPEN = 1;
    readyState = 0;
    onopen?: () => void;
    constructor() {
      setTimeout(() => {
        this.readyState = 1;
        this.onopen?.();
      });
    }
    send(frame: Uint8Array): void {
      if (frame[0] === FRAME.hello) told.push(new TextDecoder().decode(frame.subarray(2)));
    }
    close(): void {
      this.readyState = 3;
    }
  }
  vi.stubGlobal("WebSocket", Socket);
  return told;
}

test("who changed their name in another tab is called by it when the line of this one comes back", async () => {
  const told = listening();
  let name = "Alex";
  const room = await openRoom({
    ...{ socketUrl: "ws://x/ws", token: "t", key: "k", name: () => name, languages: () => [], deviceCopy: null },
    hues: { hueOf: () => undefined, keepHue: () => undefined },
    diverged: () => undefined,
  });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  name = "Alexandra";
  room.moveTo("t");
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told.map((hello) => (JSON.parse(hello) as { name: string }).name)).toEqual(["Alex", "Alexandra"]);
  room.dispose();
});
