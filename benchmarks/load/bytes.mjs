// Writing bytes as lib0 does (varints, strings) and WebSocket frames from client to server, without allocating per frame.

/** A growing position in one buffer; `take()` returns a copy of what was written since `reset()`. */
export class Bytes {
  constructor(size = 65536) {
    this.buffer = Buffer.allocUnsafe(size);
    this.at = 0;
  }

  reset() {
    this.at = 0;
    return this;
  }

  byte(value) {
    this.buffer[this.at++] = value;
    return this;
  }

  varint(value) {
    while (value > 127) {
      this.buffer[this.at++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    this.buffer[this.at++] = value;
    return this;
  }

  /** ASCII only. */
  string(text) {
    this.varint(text.length);
    this.at += this.buffer.latin1Write(text, this.at);
    return this;
  }

  raw(bytes, start = 0, end = bytes.length) {
    this.at += bytes.copy(this.buffer, this.at, start, end);
    return this;
  }

  block(bytes, start = 0, end = bytes.length) {
    return this.varint(end - start).raw(bytes, start, end);
  }

  take() {
    return Buffer.from(this.buffer.subarray(0, this.at));
  }
}

/** Frames for one socket write: RFC 6455 §5.2, masked with a key that is not zero, since servers skip a zero key. */
export class Frames {
  constructor(size = 4 << 20) {
    this.buffer = Buffer.allocUnsafe(size);
    this.at = 0;
  }

  add(message, length = message.length, opcode = 2) {
    const { buffer } = this;
    let { at } = this;
    buffer[at++] = 0x80 | opcode;
    if (length < 126) {
      buffer[at++] = 0x80 | length;
    } else if (length < 65536) {
      buffer[at++] = 0x80 | 126;
      buffer[at++] = length >> 8;
      buffer[at++] = length & 255;
    } else {
      buffer[at++] = 0x80 | 127;
      buffer.writeBigUInt64BE(BigInt(length), at);
      at += 8;
    }
    const key = MASKS[(this.next = ((this.next ?? 0) + 1) % MASKS.length)];
    buffer[at++] = key[0];
    buffer[at++] = key[1];
    buffer[at++] = key[2];
    buffer[at++] = key[3];
    for (let index = 0; index < length; index++) buffer[at + index] = message[index] ^ key[index & 3];
    this.at = at + length;
    return this;
  }

  get room() {
    return this.buffer.length - this.at;
  }

  take() {
    const taken = Buffer.from(this.buffer.subarray(0, this.at));
    this.at = 0;
    return taken;
  }
}

const MASKS = Array.from({ length: 64 }, (_, n) => [17 + n, 201 - n, 90 ^ n, 133 + n]);
