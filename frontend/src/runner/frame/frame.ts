// The document of the sandbox: takes the page's orders over one port and hands them to a worker. No program ever runs
// in this document. It has an opaque origin and, by its policy, no network at all.

import type { FromFrame, ToFrame } from "../messages";
import { Workshop } from "./workshop";

window.addEventListener("message", function begin(event) {
  const [port] = event.ports;
  if (event.source !== window.parent || !port) return;
  window.removeEventListener("message", begin);
  const say = (message: FromFrame) => port.postMessage(message);
  let workshop: Workshop | null = null;
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    if (data.kind === "load") {
      workshop = new Workshop(data.habits, say);
      void workshop.open(data.files);
    } else {
      workshop?.hear(data);
    }
  };
});
