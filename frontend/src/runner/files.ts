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

/** All files at once. Throws what `fetch` throws; `progress` counts bytes of the network, as far as they are known. */
export async function load(
  runtime: RuntimeFiles,
  names: string[],
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Record<string, ArrayBuffer>> {
  const sizes = names.map((name) => runtime.files[name] ?? { bytes: 0, transfer: 0 });
  const total = sizes.reduce((sum, { transfer }) => sum + transfer, 0);
  const loaded = sizes.map(() => 0);
  const tell = () => progress({ loaded: Math.round(loaded.reduce((sum, part) => sum + part, 0)), total });
  tell();
  const contents = await Promise.all(
    names.map(async (name, index) => {
      const { bytes, transfer } = sizes[index] ?? { bytes: 0, transfer: 0 };
      const url = new URL(runtime.base + name, document.baseURI);
      const content = await read(url, bytes, signal, (read) => {
        loaded[index] = bytes ? (read / bytes) * transfer : 0;
        tell();
      });
      return [name, content] as const;
    }),
  );
  return Object.fromEntries(contents);
}

async function read(url: URL, bytes: number, signal: AbortSignal, told: (bytes: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error(`${url.pathname}: ${response.status}`);
  const content = new Uint8Array(bytes);
  let at = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > bytes) throw new Error(`${url.pathname} is not the file that was built.`);
    content.set(value, at);
    at += value.length;
    told(at);
  }
  if (at !== bytes) throw new Error(`${url.pathname} ended early.`);
  return content.buffer;
}
