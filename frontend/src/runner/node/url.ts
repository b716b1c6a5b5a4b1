// The modules url and querystring: the browser's own addresses, and the older way to take one apart.

import { Buffer } from "buffer";

/** So it is called where one is shown. */
class Url {
  [part: string]: unknown;
}

export function makeUrl() {
  const parse = (text: string, asQuery = false) => {
    const isWhole = URL.canParse(text);
    const url = new URL(text, "http://nowhere");
    const search = url.search || null;
    // As it is written: an address forgets the port that its kind has anyway.
    const port = url.port || (isWhole && /^[^/]*\/\/[^/?#]*:0*(\d+)(?=[/?#]|$)/.exec(text)?.[1]) || null;
    const host = url.host + (port && !url.port ? `:${port}` : "");
    const plain = search?.slice(1) ?? null;
    return Object.assign(new Url(), {
      protocol: isWhole ? url.protocol : null,
      slashes: isWhole ? true : null,
      auth: url.username ? `${url.username}${url.password ? `:${url.password}` : ""}` : null,
      host: isWhole ? host : null,
      port,
      hostname: isWhole ? url.hostname : null,
      hash: url.hash || null,
      search,
      query: asQuery ? querystring.parse(plain ?? "") : plain,
      pathname: url.pathname,
      path: url.pathname + (search ?? ""),
      href: isWhole ? url.href.replace(`//${url.host}`, `//${host}`).replace(`@${url.host}`, `@${host}`) : text,
    });
  };
  return {
    ...{ URL, URLSearchParams, parse },
    format,
    resolve: (from: string, to: string) => {
      const base = new URL(from, "resolve://nowhere");
      const url = new URL(to, base);
      return url.protocol === "resolve:" ? url.pathname + url.search + url.hash : url.href;
    },
    domainToASCII: (name: string) => (URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : ""),
    urlToHttpOptions: (url: URL) => ({
      ...{ protocol: url.protocol, hostname: url.hostname, hash: url.hash, search: url.search, pathname: url.pathname },
      ...{ path: `${url.pathname}${url.search}`, href: url.href },
      ...(url.port ? { port: Number(url.port) } : {}),
      ...(url.username ? { auth: decodeURIComponent(`${url.username}:${url.password}`) } : {}),
    }),
    fileURLToPath: (from: string | URL) => decodeURIComponent(new URL(from).pathname),
    pathToFileURL: (path: string) => new URL(`file://${path}`),
  };
}

interface Parts {
  href?: string | null;
  protocol?: string | null;
  slashes?: boolean | null;
  auth?: string | null;
  host?: string | null;
  hostname?: string | null;
  port?: string | number | null;
  pathname?: string | null;
  search?: string | null;
  query?: string | Record<string, unknown> | null;
  hash?: string | null;
}

const WITH_SLASHES = /^(https?|ftp|file|wss?):?$/;

/** An address of its parts; `search` counts more than `query`, and `host` more than `hostname`. */
function format(url: URL | Parts | string): string {
  if (typeof url === "string") return URL.canParse(url) ? new URL(url).href : url;
  if (url instanceof URL) return url.href;
  const { protocol, auth, hostname, port, pathname = "", query, hash } = url;
  const host = url.host ?? (hostname ? hostname + (port ? `:${port}` : "") : "");
  const asked = query && typeof query === "object" ? querystring.stringify(query) : query;
  const search = url.search ?? (asked ? `?${asked}` : "");
  const scheme = protocol ? protocol.replace(/:?$/, ":") : "";
  const hasSlashes = url.slashes || (scheme && WITH_SLASHES.test(scheme) && host);
  const place = hasSlashes ? `//${auth ? `${auth}@` : ""}${host}` : host;
  const path = place && pathname && !pathname.startsWith("/") ? `/${pathname}` : pathname;
  const begun = (sign: string, text: string) => (text && !text.startsWith(sign) ? sign + text : text);
  return scheme + place + path + begun("?", search) + begun("#", hash ?? "");
}

/** What stands for a value: of other kinds nothing does. */
const written = (value: unknown) =>
  typeof value === "string" || typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value)
    ? String(value)
    : "";

/** What is no sequence of UTF-8 is read as it can be. */
function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    const bytes = new TextEncoder().encode(text);
    const read = Buffer.from(bytes).toString("latin1");
    const plain = read.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
    return Buffer.from(plain, "latin1").toString();
  }
}

interface Ways {
  encodeURIComponent?: (text: string) => string;
  decodeURIComponent?: (text: string) => string;
  maxKeys?: number;
}

const MOST_KEYS = 1000;

export const querystring = {
  /** A name that stands there more than once has all its values. */
  parse(text: unknown, between?: string | null, equals?: string | null, ways: Ways = {}) {
    const values = Object.create(null) as Record<string, string | string[]>;
    if (typeof text !== "string") return values;
    const sign = equals || "=";
    const { maxKeys = MOST_KEYS } = ways;
    const decode = (part: string) => (ways.decodeURIComponent ?? querystring.unescape)(part.replaceAll("+", " "));
    const parts = text.split(between || "&").filter(Boolean);
    for (const part of maxKeys > 0 ? parts.slice(0, maxKeys) : parts) {
      const at = part.indexOf(sign);
      const name = decode(at < 0 ? part : part.slice(0, at));
      const value = at < 0 ? "" : decode(part.slice(at + sign.length));
      const before = values[name];
      values[name] = before === undefined ? value : [before, value].flat();
    }
    return values;
  },
  stringify(values: unknown, between?: string | null, equals?: string | null, ways: Ways = {}) {
    if (typeof values !== "object" || values === null) return "";
    const encode = ways.encodeURIComponent ?? querystring.escape;
    return Object.entries(values)
      .flatMap(([name, value]) =>
        [value as unknown].flat().map((one) => `${encode(name)}${equals || "="}${encode(written(one))}`),
      )
      .join(between || "&");
  },
  escape: (value: unknown) => encodeURIComponent(typeof value === "object" ? String(value) : `${value as string}`),
  unescape,
};
Object.assign(querystring, { decode: querystring.parse, encode: querystring.stringify });
