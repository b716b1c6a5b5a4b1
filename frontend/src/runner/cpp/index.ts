// C++ for the page: a recipe of the sandbox.
import { filesOf } from "../files";
import type { Runtime } from "../runtime";
import { sandboxed } from "../sandbox";

export function cpp(): Runtime {
  const llvm = filesOf("cpp").version.split("-")[0] ?? "";
  return sandboxed({
    name: "cpp",
    title: "C++",
    version: `C++23 (Clang ${llvm})`,
    // A program is WebAssembly of its own: it leaves nothing behind in the worker.
    habits: { isFreshEachRun: false, isInterruptible: false },
    readsInput: /\b(cin|getline|scanf|getchar|fgets|gets|stdin|wcin)\b/,
  });
}
