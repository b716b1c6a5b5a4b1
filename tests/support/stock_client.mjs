// A stock y-websocket client, unmodified and joined by URL alone, driven by JSON lines on stdin; answers are JSON lines.
//
//   node stock_client.mjs ws://127.0.0.1:8000/ws TOKEN     (Node 20 needs --experimental-websocket)
//
// Each command {"id", "do", …} gets one answer {"id", …}; what happens meanwhile comes as {"event", …}. Numbers of
// characters are UTF-16 units, as in every Yjs client in JavaScript. tests/support/stock_client.py is its other half.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { gunzipSync } from "node:zlib";

// Both through one loader, so that there is one Yjs; they are the frontend's.
const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const Y = require("yjs");
const { WebsocketProvider } = require("y-websocket");

// Node 20's WebSocket tells by "error" alone that it could not connect; the standard has "close" follow, as in browsers.
class StandardWebSocket extends WebSocket {
  constructor(...options) {
    super(...options);
    let isOpened = false;
    let isClosed = false;
    this.addEventListener("open", () => (isOpened = true));
    this.addEventListener("close", () => (isClosed = true));
    this.addEventListener("error", () =>
      setImmediate(() => {
        if (!isOpened && !isClosed) this.dispatchEvent(Object.assign(new Event("close"), { code: 1006 }));
      }),
    );
  }
}

const [server, token] = process.argv.slice(2);
const doc = new Y.Doc();
const text = doc.getText("code");
const provider = new WebsocketProvider(server, token, doc, { WebSocketPolyfill: StandardWebSocket });

const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");
provider.on("status", ({ status }) => say({ event: "status", status }));
provider.on("sync", (synced) => say({ event: "sync", synced }));
provider.on("connection-close", (event) => say({ event: "close", code: event?.code ?? null }));

function edit(patches, root = "code") {
  const text = doc.getText(root);
  doc.transact(() => {
    for (const [at, deleted, inserted] of patches) {
      if (deleted > 0) text.delete(at, deleted);
      if (inserted) text.insert(at, inserted);
    }
  });
}

const commands = {
  insert: ({ at, text: inserted, root }) => edit([[at, 0, inserted]], root),
  // A whole line, key by key, at the start of some other one.
  writeLine: ({ line, share }) => {
    const starts = [0, ...[...text.toString().matchAll(/\n/g)].map(({ index }) => index + 1)];
    let at = starts[Math.floor(share * starts.length)];
    for (const key of line) edit([[at++, 0, key]]);
  },
  delete: ({ at, length }) => edit([[at, length, ""]]),
  text: ({ root = "code" }) => ({ text: doc.getText(root).toString() }),
  state: () => ({ synced: provider.synced, connected: provider.wsconnected, client: doc.clientID }),
  update: () => ({ update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64") }),
  awareness: ({ set }) => {
    if (set !== undefined) provider.awareness.setLocalState(set);
    return { states: Object.fromEntries(provider.awareness.getStates()) };
  },
  // The transactions of a sequential trace, each as one Yjs transaction, as fast as they go; it lets the socket work
  // every hundred transactions.
  replay: async ({ file, from = 0, to, root }) => {
    const trace = JSON.parse(gunzipSync(readFileSync(file)));
    const chosen = trace.txns.slice(from, to);
    for (const [number, { patches }] of chosen.entries()) {
      edit(patches, root);
      if (number % 100 === 99) await new Promise(setImmediate);
    }
    return { transactions: chosen.length, end: trace.endContent };
  },
  disconnect: () => provider.disconnect(),
  connect: () => provider.connect(),
};

createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const { id, do: name, ...options } = JSON.parse(line);
    try {
      say({ id, ...(await commands[name](options)) });
    } catch (error) {
      say({ id, error: String(error?.stack ?? error) });
    }
  })
  .on("close", () => process.exit(0));
