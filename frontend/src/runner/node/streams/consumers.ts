// The module stream/consumers: all that a stream has, at once.

import { Buffer } from "buffer";

type Source = AsyncIterable<unknown>;

async function buffer(source: Source): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}

const text = async (source: Source) => new TextDecoder().decode(await buffer(source));

export const consumers = {
  ...{ buffer, text },
  json: async (source: Source): Promise<unknown> => JSON.parse(await text(source)) as unknown,
  arrayBuffer: async (source: Source) => Uint8Array.from(await buffer(source)).buffer,
  blob: async (source: Source) => new Blob([Uint8Array.from(await buffer(source))]),
};
