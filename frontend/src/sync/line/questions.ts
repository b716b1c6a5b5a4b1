// The server's question what this page has that it lacks (SyncStep1). y-websocket answers it at once; what comes into the
// document later and is no edit, as a copy of this device, is told in another answer to the same question.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { messageYjsSyncStep1, writeSyncStep2 } from "y-protocols/sync";
import type { WebsocketProvider } from "y-websocket";

const SYNC = 0;

/**
 * Returns how to answer again. It does nothing while the server has not asked yet: then y-websocket's answer has all. As
 * an edit, text of others in a copy would make this connection its author.
 */
export function hearQuestions(provider: WebsocketProvider): () => void {
  const { [SYNC]: answer } = provider.messageHandlers;
  let known: Uint8Array | null = null; // by the server, as it said last
  provider.messageHandlers[SYNC] = (encoder, decoder, ...others) => {
    const ahead = decoding.clone(decoder);
    if (decoding.readVarUint(ahead) === messageYjsSyncStep1) known = decoding.readVarUint8Array(ahead);
    answer?.(encoder, decoder, ...others);
  };
  provider.on("status", () => (known = null));
  return () => {
    if (!known || provider.ws?.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    writeSyncStep2(encoder, provider.doc, known);
    provider.ws.send(encoding.toUint8Array(encoder));
  };
}
