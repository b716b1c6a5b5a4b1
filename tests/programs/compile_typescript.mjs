// Compiles each .ts to .js as people's own tools do: each file by itself, types unchecked, with a source map.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const ts = require("typescript");
const files = process.argv.slice(2);
const isModule = (/** @type {string} */ source) =>
  ts.preProcessFile(source).importedFiles.length > 0 || /^export\b|^(?:const .*= |)await\b/m.test(source);
const isProgramOfModules = files.some((file) => isModule(readFileSync(file, "utf8")));
for (const file of files) {
  const source = readFileSync(file, "utf8");
  const { outputText } = ts.transpileModule(source, {
    fileName: file,
    compilerOptions: {
      target: "ES2022",
      module: isProgramOfModules ? "ESNext" : "CommonJS",
      jsx: "React",
      experimentalDecorators: /\bPropertyDescriptor\b/.test(source),
      inlineSourceMap: true,
      inlineSources: true,
    },
  });
  writeFileSync(file.replace(/ts$/, "js"), outputText);
}
if (isProgramOfModules) writeFileSync("package.json", '{ "type": "module" }');
