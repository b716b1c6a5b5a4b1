// TypeScript by its own compiler: what has to be rewritten and not only left out, like namespaces and decorators. Types
// are not checked here either.

import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type * as TypeScript from "typescript";

import { type Compile, CompileError } from "../../node/loading/sources";
import type { Place } from "../../node/loading/traces";
import { runProgram } from "./program";
import { serve } from "../serve";

declare function importScripts(url: string): void;

/** Where the compiler's script leaves itself: scripts/runtimes/typescript.mjs. */
const COMPILER = Symbol.for("codesala.typescript");
const IS_OLD_MODULE = /(^|[;{}])[^\S\r\n]*(import\s+\w+\s*=|export\s*=)/m;
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
    compile("warm.ts", "@((x) => x) class Warm {}", false); // the first call takes longest
    return Promise.resolve();
  },
  run(program, io) {
    io.stage("compiling");
    const texts = Object.values(program.files);
    const isOld = texts.some((text) => IS_OLD_MODULE.test(text)); // then its files require each other
    return runProgram(program, library, io, (path, text) =>
      /\.[cm]?ts$/.test(path) ? compile(path, text, isOld) : { code: text, locate: (place) => place },
    );
  },
});

function compile(path: string, text: string, isOld: boolean): ReturnType<Compile> {
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: isOld ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
      experimentalDecorators: HAS_OLD_DECORATORS.test(text),
      sourceMap: true,
    },
  });
  const [error] = diagnostics ?? [];
  if (error) throw new CompileError("It does not compile.", reportOf(path, text, error));
  const code = outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
  return { code, locate: locator(sourceMapText ?? "") };
}

function reportOf(path: string, text: string, { start, messageText }: TypeScript.Diagnostic): string {
  const { line, character } = ts.getLineAndCharacterOfPosition(ts.createSourceFile(path, text, 99), start ?? 0);
  const found = text.split("\n")[line] ?? "";
  const mark = `${found.slice(0, character).replace(/[^\t]/g, " ")}^`;
  return `${path}:${line + 1}\n${found}\n${mark}\n\nSyntaxError: ${ts.flattenDiagnosticMessageText(messageText, "\n")}\n`;
}

function locator(map: string): (place: Place) => Place {
  let traced: TraceMap | null = null;
  return ({ line, column }) => {
    traced ??= new TraceMap(map);
    const found = originalPositionFor(traced, { line, column: column - 1 });
    return found.line === null ? { line, column } : { line: found.line, column: found.column + 1 };
  };
}
