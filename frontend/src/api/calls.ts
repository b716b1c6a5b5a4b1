// The calls of openapi-fetch as far as this page makes them: by its types, without the 2 kB of what else it can do.
import type { Client } from "openapi-fetch";

import type { paths } from "./schema.gen";

type Method = "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
type Values = Record<string, unknown>;

interface Asked {
  params?: { path?: Values; query?: Values; header?: Record<string, string> };
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | null;
}

export type Calls = Pick<Client<paths>, Method>;

/** `base` is the document's base: `https://host/sub/path/`. */
export function openClient(base: string, fetch = globalThis.fetch.bind(globalThis)): Calls {
  const by =
    (method: Method) =>
    async (path: string, { params, headers, body, signal = null }: Asked = {}) => {
      const valueOf = (_: string, name: string) => encodeURIComponent(String(params?.path?.[name]));
      const url = new URL(base.replace(/\/$/, "") + path.replace(/\{(\w+)\}/g, valueOf));
      for (const [name, value] of Object.entries(params?.query ?? {})) url.searchParams.set(name, String(value));
      const kind: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
      const response = await fetch(
        new Request(url, {
          ...{ method, signal, headers: { ...kind, ...headers, ...params?.header } },
          body: JSON.stringify(body),
        }),
      );
      const text = await response.text();
      if (response.ok) return { data: text ? (JSON.parse(text) as unknown) : undefined, response };
      return { error: parsed(text), response };
    };
  const calls = { GET: by("GET"), PUT: by("PUT"), POST: by("POST"), PATCH: by("PATCH"), DELETE: by("DELETE") };
  return calls as unknown as Calls;
}

/** A proxy's page is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
