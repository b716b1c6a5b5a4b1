// Node's modules that cannot be had in a browser: they are there, and say so when something of them is used.

import { STATUS_CODES } from "./statuses";

const NETWORK = "has no network here: programs run alone in the browser. Use a function that returns the same data.";
const SERVERS = "cannot serve here: programs run alone in the browser. Call the function that would answer instead.";
const PROCESSES =
  "cannot start programs here: this one runs alone in the browser. Use a function that returns the same text.";
const THREADS = "has no threads here: a program in the browser has one. Call the function, or use promises.";
const NONE = "does not run here: programs run in the browser, without Node's own machine.";
const none = (instead: string) => `${NONE} ${instead}`;

/** By name: what it says, and the names that programs import from it. */
export const ABSENT: Record<string, [sentence: string, ...names: string[]]> = {
  http: [SERVERS, "createServer", "request", "get", "Server", "Agent"],
  https: [SERVERS, "createServer", "request", "get", "Server", "Agent"],
  http2: [SERVERS, "createServer", "connect"],
  net: [NETWORK, "createServer", "connect", "createConnection", "Socket", "Server"],
  tls: [NETWORK, "connect", "createServer"],
  dgram: [NETWORK, "createSocket"],
  dns: [NETWORK, "lookup", "resolve", "promises"],
  child_process: [PROCESSES, "exec", "execSync", "spawn", "spawnSync", "fork", "execFile", "execFileSync"],
  cluster: [PROCESSES, "fork", "setupPrimary"],
  worker_threads: [THREADS, "Worker"],
  vm: [
    none("Put the code into a file of its own, and require it."),
    "runInNewContext",
    "runInThisContext",
    "runInContext",
    "createContext",
    "Script",
  ],
  v8: [none("structuredClone copies values."), "serialize", "deserialize", "getHeapStatistics"],
  sqlite: ["does not run here. The language SQL has SQLite.", "DatabaseSync"],
  inspector: [none("console.log shows values."), "open"],
  repl: [none("readline asks for lines."), "start"],
  tty: [none("process.stdout writes text."), "isatty"],
};

const PLAIN: Record<string, object> = {
  http: { STATUS_CODES },
  worker_threads: {
    MessageChannel,
    MessagePort,
    BroadcastChannel,
    isMainThread: true,
    parentPort: null,
    workerData: null,
    threadId: 0,
  },
  cluster: { isPrimary: true, isMaster: true, isWorker: false, workers: {} },
};

export function absent(module: string): object {
  const [sentence = NONE, ...names] = ABSENT[module] ?? [];
  const refuse = (name: string) => refused(`${module}.${name}`, `${module} ${sentence}`);
  return { ...Object.fromEntries(names.map((name) => [name, refuse(name)])), ...PLAIN[module] };
}

/** Stands for a function, and says why there is none. */
export function refused(name: string, sentence: string): () => never {
  return function () {
    throw Object.assign(new Error(`${name}: ${sentence}`), { code: "ERR_FEATURE_UNAVAILABLE" });
  };
}
