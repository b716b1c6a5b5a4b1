// Addresses: which place of the page a path is, and where the server's parts are. All of them are relative to the
// document's base, because the service may live under a sub-path.

export type Place =
  | { kind: "home" }
  | { kind: "room"; roomId: string }
  | { kind: "observe"; token: string }
  | { kind: "host"; token: string }
  /** The replay, for who hosts this room in this browser. */
  | { kind: "replay"; roomId: string }
  /** … and for whoever has the link to it. */
  | { kind: "shared-replay"; token: string }
  /** The report, in the same two ways. */
  | { kind: "report"; roomId: string; withNotes: boolean }
  | { kind: "shared-report"; token: string }
  | { kind: "sample" }
  | { kind: "unknown" };

/** The place of an address; a path of an unknown form is `unknown` and never leads to a new room. */
export function placeOf(address: string, base: string): Place {
  const root = new URL(base).pathname;
  const { pathname: path, searchParams } = new URL(address);
  if (!path.startsWith(root)) return { kind: `${path}/` === root ? "home" : "unknown" };
  const [kind, sent, ...rest] = path.slice(root.length).replace(/\/$/, "").split("/");
  const token = sent && withoutPunctuation(sent);
  if (!kind || kind === "index.html") return { kind: "home" };
  if (kind === "sample" && !sent) return { kind };
  if (kind === "s" && token && rest.length === 1) {
    if (rest[0] === "replay") return { kind: "replay", roomId: token };
    if (rest[0] === "report") return { kind: "report", roomId: token, withNotes: searchParams.has("notes") };
  }
  if (!token || rest.length > 0) return { kind: "unknown" };
  if (kind === "s") return { kind: "room", roomId: token };
  if (kind === "o") return { kind: "observe", token };
  if (kind === "h") return { kind: "host", token };
  if (kind === "r") return { kind: "shared-replay", token };
  if (kind === "report") return { kind: "shared-report", token };
  return { kind: "unknown" };
}

/** What stands around a link in a sentence is taken along when it is copied, and escaped. */
function withoutPunctuation(sent: string): string {
  return /^(?:%[\dA-F]{2}|[^\w-])*([\w-]+)(?:%[\dA-F]{2}|[^\w-])*$/i.exec(sent)?.[1] ?? sent;
}

export function roomAddress(roomId: string, base: string): string {
  return new URL(`s/${encodeURIComponent(roomId)}`, base).href;
}

export function hostAddress(hostToken: string, base: string): string {
  return new URL(`h/${encodeURIComponent(hostToken)}`, base).href;
}

export function replayAddress(roomId: string, base: string): string {
  return `${roomAddress(roomId, base)}/replay`;
}

export function reportAddress(roomId: string, base: string, withNotes: boolean): string {
  return `${roomAddress(roomId, base)}/report${withNotes ? "?notes" : ""}`;
}

/** The address under which y-websocket appends `/{token}`. */
export function socketAddress(base: string): string {
  const url = new URL("ws", base);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** The room of a share link, whatever host name it carries. */
export function roomIdOf(shareUrl: string): string | null {
  const match = /\/s\/([^/?#]+)\/?(?:[?#]|$)/.exec(shareUrl);
  return match?.[1] ? decodeURIComponent(match[1]) : null;
}

/** A link as people here would open it: the server's path under the address that this browser uses. */
export function sharedAddress(url: string, base: string): string {
  const match = /\/((?:[sohr]|report)\/[^/?#]+)\/?$/.exec(url);
  return match?.[1] ? new URL(match[1], base).href : new URL(url, base).href;
}
