// What y-websocket does not do for a line: find out soon that it is dead, not wait for timers when the network is back,
// and hear again of people who did nothing meanwhile.
import type { WebsocketProvider } from "y-websocket";

/** Asks the server for everybody's awareness: the cheapest frame that is always answered. */
const QUERY_AWARENESS = new Uint8Array([3]);
/** A line that says nothing for so long after it was asked is dead. y-websocket alone waits for 30 seconds. */
const PROBE_TIMEOUT_MS = 5_000;
/** A network that swallows packets keeps a browser waiting for minutes. */
const CONNECT_TIMEOUT_MS = 10_000;

export interface Line {
  /** Connects at once, or asks an open line whether it lives. */
  wake(): void;
  /** Goes on by another link to the same room. */
  moveTo(token: string): void;
  dispose(): void;
}

export function watchLine(provider: WebsocketProvider): Line {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const restartUnless = (isAlive: () => boolean, afterMs: number) => {
    const socket = provider.ws;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (provider.ws !== socket || isAlive()) return;
      provider.disconnect();
      provider.connect();
    }, afterMs);
  };
  const statusChanged = ({ status }: { status: string }) => {
    if (status === "connecting") restartUnless(() => provider.wsconnected, CONNECT_TIMEOUT_MS);
    if (status === "disconnected") forgetClocks(provider.awareness);
  };
  provider.on("status", statusChanged);

  return {
    wake() {
      if (provider.ws === null) provider.connect();
      else if (provider.wsconnected && provider.ws.readyState === WebSocket.OPEN) {
        const askedAtMs = Date.now();
        provider.ws.send(QUERY_AWARENESS);
        restartUnless(() => provider.wsLastMessageReceived >= askedAtMs, PROBE_TIMEOUT_MS);
      }
    },
    moveTo(token) {
      provider.roomname = token; // the end of the socket's address
      provider.disconnect();
      provider.connect();
    },
    dispose() {
      clearTimeout(timer);
      provider.off("status", statusChanged);
    },
  };
}

/** y-websocket forgets the others' states but not their clocks; told the same ones again, awareness would take no state. */
function forgetClocks({ meta, clientID }: WebsocketProvider["awareness"]): void {
  for (const client of meta.keys()) if (client !== clientID) meta.delete(client);
}
