// Opens the library of Node's modules, a script of its own, when a program first asks for something of it.

import type { Library, Machine } from "../../node/library";

declare function importScripts(url: string): void;

/** Where the library's script leaves itself. */
export const LIBRARY = Symbol.for("codesala.library");

/** The machine is told before the library is first asked for. */
export function openLibrary(script: ArrayBuffer, machine: Omit<Machine, "threads">): () => Library {
  const { Blob, URL } = self;
  const load = importScripts;
  const threads = navigator.hardwareConcurrency;
  let library: Library | null = null;
  return () => {
    if (library) return library;
    load(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    const make = Reflect.get(self, LIBRARY) as (machine: Machine) => Library;
    Reflect.deleteProperty(self, LIBRARY);
    return (library = make({ ...machine, threads }));
  };
}
