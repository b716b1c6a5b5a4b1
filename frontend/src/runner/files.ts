// The files of runtimes: where they are, how large, and loading them with progress. They come from this server alone.

import manifest from "virtual:runtimes";

export interface RuntimeFiles {
  version: string;
  /** Relative to the page's base; changes with the content, so files are kept for good. */
  base: string;
  /** `transfer`: what goes over the network, compressed. */
  files: Record<string, { bytes: number; transfer: number }>;
}

export function filesOf(name: string): RuntimeFiles {
  const found = manifest[name];
  if (!found) throw new Error(`The files of ${name} were not built.`);
  return found;
}

export interface Progress {
  loaded: number;
  total: number;
}

/** Where the files go, piece by piece: a page that holds back 30 MB to hand them over at once stands still meanwhile. */
export type Take = (name: string, piece: { size: number; at: number; bytes: Uint8Array<ArrayBuffer> }) => void;

/**
 * Loads all files at once, and gives their pieces to `taker` when it is there. Throws what `fetch` throws; `progress`
 * counts bytes of the network, as far as they are known.
 */
export async function load(
  runtime: RuntimeFiles,
  names: string[],
  taker: Promise<Take>,
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const sizes = names.map((name) => runtime.files[name] ?? { bytes: 0, transfer: 0 });
  const total = sizes.reduce((sum, { transfer }) => sum + transfer, 0);
  const loaded = sizes.map(() => 0);
  const tell = () => progress({ loaded: Math.round(loaded.reduce((sum, part) => sum + part, 0)), total });
  tell();
  await Promise.all(
    names.map(async (name, index) => {
      const { bytes: size, transfer } = sizes[index] ?? { bytes: 0, transfer: 0 };
      const url = new URL(runtime.base + name, document.baseURI);
      const response = await fetch(url, { signal });
      if (!response.ok || !response.body) throw new Error(`${url.pathname}: ${response.status}`);
      const take = await taker;
      let at = 0;
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        if (at + value.length > size) break;
        const { length } = value; // the piece is given away
        take(name, { size, at, bytes: value });
        at += length;
        loaded[index] = (at / size) * transfer;
        tell();
      }
      if (at !== size) throw new Error(`${url.pathname} is not the file that was built.`);
    }),
  );
}
