// Python: Pyodide from its snapshot, or started from its library where there is none. The interpreter stays between runs.

import { info } from "pyodide/pyodide-lock.json";
import { loadPyodide, type PyodideAPI } from "pyodide";

import { interruptBuffer } from "../input";
import type { RuntimeFile, Stream } from "../messages";
import bootstrap from "./python_run.py?raw";
import { serve, type Io, type Outcome } from "./serve";

// Of Pyodide, beyond what its types say; its version is pinned.
type Settings = Record<string, unknown>;
type Create = (settings: Settings) => Promise<unknown>;

type Run = ((source: string) => Ended) & { callPromising(source: string): Promise<Ended> };
interface Ended {
  toJs(): [code: number, isError: boolean];
  destroy(): void;
}

let python: PyodideAPI;
let run: Run;
let canWait: boolean; // by JSPI, without shared memory
let io: Io;

serve({
  async prepare(files, shared) {
    canWait = !shared && "Suspending" in WebAssembly && !("python.snapshot" in files);
    python = await start(files);
    python.setStdout({ write: writer("stdout") });
    python.setStderr({ write: writer("stderr") });
    python.setStdin({ stdin: readLine, autoEOF: true });
    if (shared) python.setInterruptBuffer(interruptBuffer(shared));
    // From here on, programs find no way to this worker's globals.
    for (const name of ["js", "pyodide_js"]) python.unregisterJsModule(name);
    python.runPython(bootstrap, { filename: "<codesala>" });
    python.globals.get("prepare")(canWait ? () => io.readLineLater() : undefined);
    run = python.globals.get("run") as Run;
  },

  async run(source, given): Promise<Outcome> {
    io = given;
    io.stage("running");
    const ended = canWait ? await run.callPromising(source) : run(source);
    const [code, isError] = ended.toJs();
    ended.destroy();
    return { code, isError };
  },
});

function writer(stream: Stream): (bytes: Uint8Array) => number {
  const decoder = new TextDecoder();
  return (bytes) => {
    io.write(stream, decoder.decode(bytes, { stream: true }));
    return bytes.length;
  };
}

function readLine(): string | undefined {
  const line = io.readLine();
  if (line === undefined) python.checkInterrupt(); // throws
  return line === null || line === undefined ? undefined : `${line}\n`;
}

async function start(files: Record<string, RuntimeFile>): Promise<PyodideAPI> {
  const url = (name: string) =>
    URL.createObjectURL(new Blob([files[name] as ArrayBuffer], { type: "text/javascript" }));
  const { default: create } = (await import(/* @vite-ignore */ url("pyodide.asm.mjs"))) as { default: Create };
  const options = {
    indexURL: NOWHERE,
    stdLibURL: url("python_stdlib.zip"),
    lockFileContents: JSON.stringify({ info, packages: {} }),
    packageBaseUrl: NOWHERE,
    checkAPIVersion: true,
    createPyodideModule: (settings: Settings) =>
      create({ ...settings, instantiateWasm: instantiate(files["pyodide.asm.wasm"]) }),
  };
  const { fetch } = self;
  self.fetch = (input, init) =>
    String(input).endsWith("pyodide.asm.wasm") ? new Promise<Response>(() => undefined) : fetch(input, init);
  const snapshot = files["python.snapshot"] as ArrayBuffer | undefined;
  try {
    const started = await loadPyodide({ ...options, ...(snapshot ? { _loadSnapshot: snapshot } : {}) } as object);
    if (!snapshot) started.unpackArchive(files["sortedcontainers.whl"] as ArrayBuffer, "wheel");
    return started;
  } finally {
    self.fetch = fetch;
  }
}

// An address must be given, but nothing is fetched from there: all comes from `files`.
const NOWHERE = "https://runtime.invalid/";

/** The compiled program of the frame, instead of one that is fetched. */
function instantiate(module: RuntimeFile | undefined) {
  return (
    imports: { env: Record<string, unknown> },
    done: (instance: WebAssembly.Instance, module: unknown) => void,
  ) => {
    const marker = Symbol("error");
    imports.env.Jsv_GetError_import = () => marker;
    imports.env.JsvError_Check = (value: unknown) => value === marker;
    void WebAssembly.instantiate(module as WebAssembly.Module, imports as unknown as WebAssembly.Imports).then(
      (instance) => done(instance, module),
    );
    return {};
  };
}
