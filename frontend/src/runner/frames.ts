// The page's end of a sandbox: the iframe element and the port into it. Whoever has the frame's port is the frame.

import { filesOf, type Take } from "./files";
import type { FromFrame, Habits, ToFrame } from "./messages";

// A program that uses up all memory takes the frame's process with it, and no event tells. So while a program runs, the
// frame must answer; its document is idle then, whatever the worker does. Counted, not timed: computers sleep.
const PING_EVERY_MS = 1_000;
const MOST_UNANSWERED = 5;
/** A frame whose document could not be loaded says nothing, and no event tells it from a good one. */
const ANSWERS_WITHIN_MS = 10_000;

export class Frame {
  heard: (message: FromFrame) => void = () => undefined;
  /** The frame's process is gone, as after a program that used up all memory. */
  lost: () => void = () => undefined;
  #answered: () => void = () => undefined;
  #unanswered = 0;
  #pinging: ReturnType<typeof setInterval> | null = null;

  constructor(
    readonly element: HTMLIFrameElement,
    readonly port: MessagePort,
  ) {
    port.onmessage = ({ data }: MessageEvent<FromFrame>) => {
      this.#unanswered = 0;
      if (data.kind === "pong") this.#answered();
      else this.heard(data);
    };
  }

  /** Resolves when the document of the sandbox is there, and fails when something else is. */
  greet(signal: AbortSignal): Promise<void> {
    return new Promise((greeted, failed) => {
      signal.addEventListener("abort", () => failed(new Error("cancelled")));
      const late = setTimeout(() => failed(new Error("the sandbox does not answer")), ANSWERS_WITHIN_MS);
      this.#answered = () => {
        clearTimeout(late);
        greeted();
      };
      this.say({ kind: "ping" });
    });
  }

  /** Until `unwatch`: is it still there? */
  watch(): void {
    this.unwatch();
    this.#unanswered = 0;
    this.#pinging = setInterval(() => {
      this.#unanswered += 1;
      if (this.#unanswered > MOST_UNANSWERED) this.lost();
      else this.say({ kind: "ping" });
    }, PING_EVERY_MS);
  }

  unwatch(): void {
    if (this.#pinging !== null) clearInterval(this.#pinging);
    this.#pinging = null;
  }

  say(message: ToFrame, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }

  readonly take: Take = (name, piece) => {
    // A view of a larger buffer would take that with it.
    const bytes = piece.bytes.length === piece.bytes.buffer.byteLength ? piece.bytes : piece.bytes.slice();
    this.say({ kind: "piece", name, ...piece, bytes }, [bytes.buffer]);
  };

  /** After all files were taken: resolves when the first worker is ready for a program. */
  open(habits: Habits, signal: AbortSignal): Promise<void> {
    return new Promise((ready, failed) => {
      signal.addEventListener("abort", () => failed(new Error("cancelled")));
      this.heard = (message) => {
        if (message.kind === "ready") ready();
        else if (message.kind === "broken") failed(new Error(message.message));
      };
      this.say({ kind: "open", habits });
    });
  }

  close(): void {
    this.unwatch();
    this.port.close();
    this.element.remove();
  }
}

export async function openFrame(signal: AbortSignal): Promise<Frame> {
  const element = document.createElement("iframe");
  element.setAttribute("sandbox", "allow-scripts");
  element.allow = "cross-origin-isolated";
  element.title = "Sandbox";
  element.hidden = true;
  element.src = new URL(`sandbox/frame.html?v=${filesOf("sandbox").version}`, document.baseURI).href;
  const { port1, port2 } = new MessageChannel();
  try {
    await new Promise<void>((loaded, failed) => {
      signal.addEventListener("abort", () => failed(new Error("cancelled")));
      element.onload = () => loaded();
      document.body.append(element);
    });
  } catch (error) {
    element.remove();
    throw error;
  }
  // To whatever is in the frame: its origin is opaque, so it cannot be named. Only the port is handed over.
  element.contentWindow?.postMessage("port", "*", [port2]);
  const frame = new Frame(element, port1);
  try {
    await frame.greet(signal);
    return frame;
  } catch (error) {
    frame.close();
    throw error;
  }
}
