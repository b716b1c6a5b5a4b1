// Ruby: a virtual machine of its own for each program, with the console as its standard streams.

import { Fd, WASI, wasi } from "@bjorn3/browser_wasi_shim";
import { RubyVM } from "@ruby/wasm-wasi";

import { Disk } from "../../disk";
import type { Stream } from "../../messages";
import blocks from "./ruby_blocks.rb?raw";
import locks from "./ruby_locks.rb?raw";
import bootstrap from "./ruby_run.rb?raw";
import threads from "./ruby_threads.rb?raw";
import traces from "./ruby_traces.rb?raw";
import { serve, type Io } from "../serve";

let vm: RubyVM;
let io: Io;
let isReady = false;
const disk = new Disk();

/** What a machine that broke writes before it says why: where it was. */
const DUMP = "-- Control frame information";
let dump: string | null = null;

class Output extends Fd {
  readonly #decoder = new TextDecoder();
  /** Ruby colours what it says of wrong syntax on a terminal, in the error's message too. */
  readonly #kind: number;

  constructor(readonly stream: Stream) {
    super();
    this.#kind = stream === "stderr" ? wasi.FILETYPE_UNKNOWN : wasi.FILETYPE_CHARACTER_DEVICE;
  }

  override fd_filestat_get() {
    return { ret: wasi.ERRNO_SUCCESS, filestat: new wasi.Filestat(0n, this.#kind, 0n) };
  }

  override fd_fdstat_get() {
    return { ret: wasi.ERRNO_SUCCESS, fdstat: new wasi.Fdstat(this.#kind, 0) };
  }

  override fd_write(bytes: Uint8Array) {
    const text = this.#decoder.decode(bytes, { stream: true });
    dump = dump !== null ? dump + text : text.startsWith(DUMP) ? text : null;
    // What the machine says while it starts is of nobody's interest.
    if (isReady && dump === null) io.write(this.stream, text);
    return { ret: wasi.ERRNO_SUCCESS, nwritten: bytes.length };
  }
}

class Input extends Fd {
  #left = new Uint8Array();

  override fd_filestat_get() {
    return { ret: wasi.ERRNO_SUCCESS, filestat: new wasi.Filestat(0n, wasi.FILETYPE_CHARACTER_DEVICE, 0n) };
  }

  override fd_fdstat_get() {
    return { ret: wasi.ERRNO_SUCCESS, fdstat: new wasi.Fdstat(wasi.FILETYPE_CHARACTER_DEVICE, 0) };
  }

  override fd_read(size: number) {
    if (this.#left.length === 0) {
      const line = io.readLine();
      if (line !== null && line !== undefined) this.#left = new TextEncoder().encode(`${line}\n`);
    }
    const data = this.#left.slice(0, size);
    this.#left = this.#left.slice(size);
    return { ret: wasi.ERRNO_SUCCESS, data };
  }
}

serve({
  async prepare(files) {
    const streams = [new Input(), new Output("stdout"), new Output("stderr")];
    const wasip1 = new WASI([], [], [...streams, disk], { debug: false });
    wasip1.wasiImport.proc_exit = (code: number) => io.exit({ code: code & 0xff, isError: false }); // exit!
    ({ vm } = await RubyVM.instantiateModule({ module: files["ruby.wasm"] as WebAssembly.Module, wasip1 }));
    for (const text of [bootstrap, traces, threads, locks, blocks]) vm.eval(text);
  },

  run(program, given) {
    io = given;
    isReady = true;
    disk.layOut(program.files);
    io.stage("running");
    try {
      const given = inBase64([program.entry, ...(program.args ?? [])].join("\0"));
      const code = Number(vm.eval(`__codesala("${given}")`).toString());
      return Promise.resolve({ code: code < 0 ? 1 : code, isError: code < 0 });
    } catch (error) {
      if (!(error instanceof RangeError) && dump === null) throw error; // it unwinds through C no deeper than it calls
      const named = [...(dump ?? "").matchAll(/(?<= )\/?(\S+\.rb):[1-9]\d*/g)];
      const line = named.find(([, path = ""]) => Object.hasOwn(program.files, path))?.[0] ?? program.entry;
      io.write("stderr", `${line}: stack level too deep (SystemStackError)\n${TOO_DEEP}\n`);
      return Promise.resolve({ code: 1, isError: true });
    }
  },
});

const TOO_DEEP =
  "Calls through methods that are written in C, with blocks that call them again, nest less deeply in a browser.";

/** No quote and no `#{` is in it, so it can stand in a Ruby string. */
function inBase64(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
