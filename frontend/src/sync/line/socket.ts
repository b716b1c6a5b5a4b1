// A WebSocket that tells which of its outgoing frames the server will count for "saved".
import { countedKind } from "./frames";

export function countingSocket(onSent: (kind: "step2" | "update") => void): typeof WebSocket {
  return class extends WebSocket {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
      super.send(data);
      if (this.readyState !== WebSocket.OPEN) return; // a closing socket swallows what it is given
      const kind = countedKind(data);
      if (kind) onSent(kind);
    }
  };
}
