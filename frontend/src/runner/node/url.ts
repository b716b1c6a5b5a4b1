// The modules url and querystring: the browser's own addresses, and the older way to take one apart.

/** So it is called where one is shown. */
class Url {
  [part: string]: unknown;
}

export function makeUrl() {
  const parse = (text: string, asQuery = false) => {
    const isWhole = URL.canParse(text);
    const url = new URL(text, "http://nowhere");
    const search = url.search || null;
    const plain = search?.slice(1) ?? null;
    return Object.assign(new Url(), {
      protocol: isWhole ? url.protocol : null,
      slashes: isWhole ? true : null,
      auth: url.username ? `${url.username}${url.password ? `:${url.password}` : ""}` : null,
      host: isWhole ? url.host : null,
      port: url.port || null,
      hostname: isWhole ? url.hostname : null,
      hash: url.hash || null,
      search,
      query: asQuery ? querystring.parse(url.search) : plain,
      pathname: url.pathname,
      path: url.pathname + (search ?? ""),
      href: isWhole ? url.href : text,
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

export const querystring = {
  /** A name that stands there more than once has all its values. */
  parse: (text: string) => {
    const values = Object.create(null) as Record<string, string | string[]>;
    const found = new URLSearchParams(text);
    for (const name of found.keys()) {
      const all = found.getAll(name);
      values[name] = all.length > 1 ? all : (all[0] ?? "");
    }
    return values;
  },
  stringify: (values: Record<string, unknown>) =>
    Object.entries(values)
      .flatMap(([name, value]) =>
        [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`),
      )
      .join("&"),
  escape: encodeURIComponent,
  unescape: decodeURIComponent,
};
