// TypeScript by its own compiler: what has to be rewritten and not only left out, like namespaces and decorators. Types
// are not checked here either.

import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type * as TypeScript from "typescript";

import type { Place } from "../node/traces";
import { runProgram } from "./program";
import { serve, textOf } from "./serve";

declare function importScripts(url: string): void;

const FILE = "main.ts";
/** Where the compiler's script leaves itself: scripts/runtimes/typescript.mjs. */
const COMPILER = Symbol.for("codesala.typescript");
const IS_OLD_MODULE = /^\s*(import\s+\w+\s*=|export\s*=)/m;
// Decorators of before the standard, by the names that everybody gives to what they are called with.
const HAS_OLD_DECORATORS = /\b(PropertyDescriptor|propertyKey|propertyName|parameterIndex|reflect-metadata)\b/;

let library = new ArrayBuffer();
let ts: typeof TypeScript;

serve({
  prepare(files) {
    library = files["library.js"] as ArrayBuffer;
    importScripts(URL.createObjectURL(new Blob([files["typescript.js"] as ArrayBuffer], { type: "text/javascript" })));
    ts = Reflect.get(self, COMPILER) as typeof TypeScript;
    Reflect.deleteProperty(self, COMPILER);
    compile("@((x) => x) class Warm {}"); // the first call takes longest
    return Promise.resolve();
  },
  async run(program, io) {
    const source = textOf(program);
    io.stage("compiling");
    const { code, map, error } = compile(source);
    if (error) {
      const { line, character } = ts.getLineAndCharacterOfPosition(
        ts.createSourceFile(FILE, source, 99),
        error.start ?? 0,
      );
      const text = source.split("\n")[line] ?? "";
      const mark = `${text.slice(0, character).replace(/[^\t]/g, " ")}^`;
      const said = ts.flattenDiagnosticMessageText(error.messageText, "\n");
      io.write("stderr", `${FILE}:${line + 1}\n${text}\n${mark}\n\nSyntaxError: ${said}\n`);
      return { code: 1, isError: true };
    }
    return runProgram({ file: FILE, source, code, locate: locator(map) }, library, io);
  },
});

function compile(source: string) {
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(source, {
    fileName: FILE,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: IS_OLD_MODULE.test(source) ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
      experimentalDecorators: HAS_OLD_DECORATORS.test(source),
      sourceMap: true,
    },
  });
  return {
    code: outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ""),
    map: sourceMapText ?? "",
    error: diagnostics?.[0],
  };
}

function locator(map: string): (place: Place) => Place {
  let traced: TraceMap | null = null;
  return ({ line, column }) => {
    traced ??= new TraceMap(map);
    const found = originalPositionFor(traced, { line, column: column - 1 });
    return found.line === null ? { line, column } : { line: found.line, column: found.column + 1 };
  };
}
