// Node's modules, as far as programs of interviews need them. A script of its own, loaded by what a program asks for.

import { Buffer } from "buffer";
import path from "path-browserify";
import stream from "readable-stream";
import { StringDecoder } from "string_decoder";

import type { Program } from "../program";
import type { Io } from "../worker/serve";
import { absent, ABSENT, refused } from "./absent";
import { makeAssert } from "./testing/assert";
import { makeAsyncHooks } from "./async_hooks";
import { buffer, failAsNodeDoes } from "./buffers";
import { check, wrongType } from "./errors";
import { makeCrypto } from "./crypto";
import { makeEvents } from "./streams/events";
import { Disk } from "./files/disk";
import { makeFs } from "./files/fs";
import type { Process } from "./process";
import { makeReadline } from "./streams/readline";
import { makeOs, makePerformance, makeTimers } from "./small";
import { consumers } from "./streams/consumers";
import { makeStdin, makeWritable } from "./streams/stdin";
import { makeTest } from "./testing/testing";
import type { Turns } from "./turns/turns";
import { makeUrl, querystring } from "./url";
import { util } from "./util";
import { makeZlib } from "./zlib";

export interface Machine {
  io: Io;
  turns: Turns;
  process: Process;
  program: Program;
  threads: number;
}

export interface Library {
  /** By its name, with or without "node:"; undefined if Node has none of this name. */
  module(name: string): object | undefined;
  stdin(): unknown;
  disk(): Disk;
  writable(stream: "stdout" | "stderr"): object;
  Buffer: typeof Buffer;
}

const LINUX = "paths here are Linux's. Use path itself.";

const pathOfWindows = () =>
  Object.fromEntries(Object.keys(path).map((name) => [name, refused(`path.win32.${name}`, LINUX)]));

/** Only on Windows it would be another. */
const toNamespacedPath = (path: unknown) => path;

/** Paths are texts: what is given instead is told as Node tells it. */
function checkPaths(): void {
  for (const name of [
    "basename",
    "dirname",
    "extname",
    "isAbsolute",
    "join",
    "normalize",
    "parse",
    "relative",
    "resolve",
  ]) {
    check(path, name, (from, ...paths) => {
      const needed = name === "relative" ? 2 : name === "join" || name === "resolve" ? paths.length : 1;
      for (let at = 0; at < needed; at += 1) {
        const called = name === "relative" ? ["from", "to"][at] : name === "resolve" ? `paths[${at}]` : "path";
        if (typeof paths[at] !== "string") throw wrongType(called ?? "", "of type string", paths[at], from);
      }
    });
  }
}

function makeLibrary(machine: Machine): Library {
  const { process, turns } = machine;
  failAsNodeDoes();
  checkPaths();
  const made = new Map<string, unknown>();
  const once = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  };
  const stdin = () => once("stdin", () => makeStdin(machine));
  const disk = () => once("disk", () => new Disk(machine.program.files));
  const fs = () => once("fs", () => makeFs(machine, disk()));
  const events = makeEvents(turns); // for whatever is an emitter: streams, readline
  const assert = () => once("assert", () => makeAssert(machine.program.files));
  const readline = () => once("readline", makeReadline);
  const timers = () => once("timers", () => makeTimers(turns));
  const makers: Record<string, () => object> = {
    assert,
    "assert/strict": () => assert().strict,
    async_hooks: () => once("async_hooks", () => makeAsyncHooks(machine)),
    buffer: () => buffer,
    console: () => console,
    crypto: () => once("crypto", () => makeCrypto(turns)),
    events: () => events,
    fs,
    "fs/promises": () => fs().promises,
    os: () => makeOs(machine.threads),
    path: () => once("path", () => Object.assign(path, { posix: path, win32: pathOfWindows(), toNamespacedPath })),
    "path/posix": () => makers.path?.() ?? path,
    perf_hooks: makePerformance,
    process: () => process,
    querystring: () => querystring,
    readline,
    "readline/promises": () => readline().promises,
    stream: () => once("stream", () => stream),
    "stream/promises": () => stream.promises,
    "stream/consumers": () => consumers,
    string_decoder: () => ({ StringDecoder }),
    test: () => once("test", () => makeTest(machine, assert)),
    timers,
    "timers/promises": () => timers().promises,
    url: makeUrl,
    util: () => util,
    "util/types": () => util.types,
    zlib: () => once("zlib", () => makeZlib(turns)),
  };
  return {
    ...{ Buffer, stdin, disk },
    writable: (name) => once(name, () => makeWritable(machine, name)),
    module: (asked) => {
      const name = asked.replace(/^node:/, "");
      const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
      return make ? make() : Object.hasOwn(ABSENT, name) ? once(name, () => absent(name)) : undefined;
    },
  };
}

Object.defineProperty(self, Symbol.for("codesala.library"), { value: makeLibrary, configurable: true });
