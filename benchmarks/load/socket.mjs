// A WebSocket client on a plain TCP socket: as little work per frame as JavaScript allows. All sockets read into one
// buffer, which is parsed before the next read.
import { createConnection } from "node:net";

import { Frames } from "./bytes.mjs";

const shared = Buffer.allocUnsafe(1 << 20);
const control = new Frames(4096);
const NONE = Buffer.alloc(0);

export const traffic = { bytesIn: 0, framesIn: 0, framesOut: 0 };

export class Socket {
  #rest = NONE;
  #isOpen = false;

  /** `target`: {port, path, protocol?}. `on`: {open(), message(buffer, start, end), close(reason)}. */
  constructor(target, on) {
    this.on = on;
    this.isClosed = false;
    this.tcp = createConnection({
      host: "127.0.0.1",
      port: target.port,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (size) => {
          traffic.bytesIn += size;
          this.#read(size);
          return true;
        },
      },
    });
    this.tcp.on("connect", () => this.tcp.write(handshake(target)));
    this.tcp.on("error", (error) => this.#close(error.code));
    this.tcp.on("close", () => this.#close("gone"));
  }

  /** `data` holds whole, masked frames. False when the other side takes less than is sent. */
  write(data, frames = 1) {
    traffic.framesOut += frames;
    return this.tcp.write(data);
  }

  end() {
    this.isClosed = true;
    this.tcp.destroy();
  }

  #close(reason) {
    if (this.isClosed) return;
    this.isClosed = true;
    this.tcp.destroy();
    this.on.close(reason);
  }

  #read(size) {
    let buffer = shared;
    if (this.#rest.length > 0) {
      buffer = Buffer.concat([this.#rest, shared.subarray(0, size)]);
      size = buffer.length;
    }
    let at = 0;
    if (!this.#isOpen) {
      const end = buffer.subarray(0, size).indexOf("\r\n\r\n");
      if (end >= 0) {
        const status = buffer.latin1Slice(9, 12);
        if (status !== "101") return this.#close(`HTTP ${status}`);
        this.#isOpen = true;
        this.on.open();
        at = end + 4;
      }
    }
    if (this.#isOpen) at = this.#frames(buffer, at, size);
    this.#rest = at === size ? NONE : Buffer.from(buffer.subarray(at, size));
  }

  #frames(buffer, at, size) {
    while (size - at >= 2) {
      let length = buffer[at + 1];
      let start = at + 2;
      if (length === 126) {
        if (size < at + 4) break;
        length = (buffer[at + 2] << 8) | buffer[at + 3];
        start = at + 4;
      } else if (length === 127) {
        if (size < at + 10) break;
        length = Number(buffer.readBigUInt64BE(at + 2));
        start = at + 10;
      }
      const end = start + length;
      if (end > size) break;
      traffic.framesIn++;
      const first = buffer[at];
      if (first === 0x82) this.on.message(buffer, start, end);
      else if (first === 0x89) this.write(control.add(buffer.subarray(start, end), length, 10).take());
      else if (first === 0x88) this.#close(length >= 2 ? `code ${buffer.readUInt16BE(start)}` : "code none");
      at = end;
    }
    return at;
  }
}

function handshake({ port, path, protocol }) {
  return (
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n` +
    (protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : "") +
    "\r\n"
  );
}
