// The document of the sandbox: takes the page's orders over one port and hands them to a worker. No program ever runs
// in this document. It has an opaque origin and, by its policy, no network at all.

import type { FromFrame, ToFrame } from "../messages";
import { Workshop } from "./workshop";

window.addEventListener("message", function begin(event) {
  const [port] = event.ports;
  if (event.source !== window.parent || !port) return;
  window.removeEventListener("message", begin);
  const say = (message: FromFrame) => port.postMessage(message);
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  let workshop: Workshop | null = null;
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    if (data.kind === "piece") {
      const file = (files[data.name] ??= new Uint8Array(data.size));
      file.set(data.bytes, data.at);
    } else if (data.kind === "ping") {
      say({ kind: "pong" });
    } else if (data.kind === "open") {
      workshop = new Workshop(data.habits, say);
      void workshop.open(files);
    } else {
      workshop?.hear(data);
    }
  };
});
