// The module url: the browser's own addresses, and the older way to take one apart.

export function makeUrl() {
  const parse = (text: string, asQuery = false) => {
    const isWhole = URL.canParse(text);
    const url = new URL(text, "http://nowhere");
    const search = url.search || null;
    const plain = search?.slice(1) ?? null;
    return {
      protocol: isWhole ? url.protocol : null,
      slashes: isWhole ? true : null,
      auth: url.username ? `${url.username}${url.password ? `:${url.password}` : ""}` : null,
      host: isWhole ? url.host : null,
      port: url.port || null,
      hostname: isWhole ? url.hostname : null,
      hash: url.hash || null,
      search,
      query: asQuery ? Object.fromEntries(url.searchParams) : plain,
      pathname: url.pathname,
      path: url.pathname + (search ?? ""),
      href: isWhole ? url.href : text,
    };
  };
  return {
    ...{ URL, URLSearchParams, parse },
    format: (url: URL | ReturnType<typeof parse>) => String(url.href),
    resolve: (from: string, to: string) => {
      const base = new URL(from, "resolve://nowhere");
      const url = new URL(to, base);
      return url.protocol === "resolve:" ? url.pathname + url.search + url.hash : url.href;
    },
    fileURLToPath: (from: string | URL) => decodeURIComponent(new URL(from).pathname),
    pathToFileURL: (path: string) => new URL(`file://${path}`),
  };
}
