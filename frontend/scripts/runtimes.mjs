// Gathers what runs programs in the browser: workers are bundled, files of packages copied, some made, all compressed.
// The result is in .cache, whence Vite takes it (vite.config.ts); what has not changed stays.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "vite";

import { RUNTIMES } from "./runtimes/browser.mjs";
import { packagesAskTheRuntime } from "./runtimes/packages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(root, ".cache");
const site = join(cache, "site"); // becomes a part of dist
const LARGE_BYTES = 4_000_000;
const SMALLEST_BYTES = 1000;
const PACKED = /\.(zip|whl)$/;

const checksum = (/** @type {Uint8Array | string} */ content) => createHash("sha256").update(content).digest("hex");

/** Content by name: whoever comes second finds it. Written aside first, so that nobody finds half a file. */
async function kept(/** @type {string} */ name, /** @type {() => Promise<Uint8Array>} */ make) {
  const path = join(cache, "made", name);
  if (!existsSync(path)) {
    const content = await make();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, content);
    renameSync(`${path}.part`, path);
  }
  return path;
}

// Packages that are called as Node's modules are; Vite leaves such names to Node.
const BROWSERS_OWN = ["buffer", "events", "string_decoder"].map((name) => ({
  find: new RegExp(`^${name}/?$`),
  replacement: join(
    root,
    "node_modules",
    name,
    JSON.parse(readFileSync(join(root, `node_modules/${name}/package.json`), "utf8")).main,
  ),
}));

/** What the bundles bring from others, for licences.mjs. @type {unknown[]} */
const licences = [];
const LICENCES = "licences.json";

/** One classic script: modules do not start as workers in a frame of opaque origin. */
async function bundle(/** @type {string} */ entry) {
  const results = await build({
    configFile: false,
    root,
    logLevel: "error",
    publicDir: false,
    plugins: [packagesAskTheRuntime()],
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    resolve: {
      alias: [{ find: /^process\/$/, replacement: join(root, "src/runner/node/next_tick.cjs") }, ...BROWSERS_OWN],
    },
    build: {
      write: false,
      license: { fileName: LICENCES },
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "codesala" },
      // Traces and inspect show the names of functions and classes.
      rolldownOptions: { output: { minify: { compress: true, mangle: { keepNames: true } } } },
    },
  });
  const [{ output }] = [results].flat();
  const [chunk, ...rest] = output;
  const others = rest.filter((file) => file.type !== "asset" || file.fileName !== LICENCES);
  for (const file of rest) if (!others.includes(file)) licences.push(...JSON.parse(String(file.source)));
  if (others.length > 0) throw new Error(`${entry} is more than one file: ${others.map((file) => file.fileName)}`);
  return Buffer.from(chunk.code);
}

/** Brotli for secure places, gzip for all: browsers take brotli only over HTTPS and from the machine itself. */
async function compressed(/** @type {Uint8Array} */ content, /** @type {string} */ sum) {
  const quality = content.length > LARGE_BYTES ? 6 : 10;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return Promise.all([
    kept(`${sum}-${quality}.br`, () => promisify(brotliCompress)(content, { params })),
    kept(`${sum}.gz`, () => promisify(gzip)(content, { level: 6 })),
  ]);
}

/** @param {import("./runtimes/browser.mjs").Runtime} runtime */
async function gather(runtime) {
  /** @type {Record<string, Uint8Array>} */
  const contents = { "worker.js": await bundle(runtime.worker) };
  for (const [name, source] of Object.entries(runtime.files)) {
    if (typeof source === "string") {
      contents[name] = readFileSync(source);
    } else if ("entry" in source) {
      contents[name] = await bundle(source.entry);
    } else {
      const key = checksum(source.key.map((path) => checksum(readFileSync(path))).join());
      contents[name] = readFileSync(await kept(`${runtime.name}-${name}-${key.slice(0, 16)}`, source.make));
    }
  }
  const sums = Object.entries(contents).map(([name, content]) => `${name} ${checksum(content)}`);
  const base = `runtimes/${runtime.name}/${runtime.version}-${checksum(sums.join("\n")).slice(0, 10)}/`;
  /** @type {Record<string, {bytes: number, transfer: number}>} */
  const files = {};
  for (const [name, content] of Object.entries(contents)) {
    const path = join(site, base, name);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) writeFileSync(path, content);
    files[name] = { bytes: content.length, transfer: content.length };
    if (content.length <= SMALLEST_BYTES || PACKED.test(name)) continue;
    const [br, gz] = await compressed(content, checksum(content));
    cpSync(br, `${path}.br`);
    cpSync(gz, `${path}.gz`);
    files[name].transfer = readFileSync(br).length;
  }
  return { version: runtime.version, base, files };
}

const began = Date.now();
rmSync(join(site, "sandbox"), { recursive: true, force: true });
mkdirSync(join(site, "sandbox"), { recursive: true });
const frame = await bundle(join(root, "src/runner/frame/frame.ts"));
const html = readFileSync(join(root, "src/runner/frame/frame.html"), "utf8");
const frameVersion = checksum(html + frame).slice(0, 10);
// Inline, so that the sandbox's policy names the script by its hash, and no address that a program could ask as well.
if (frame.includes("</script")) throw new Error("the frame's script ends its own element");
writeFileSync(
  join(site, "sandbox/frame.html"),
  html.replace('<script src="frame.js"></script>', () => `<script>${frame}</script>`),
);
/** @type {Record<string, unknown>} */
const manifest = {};
for (const runtime of RUNTIMES) {
  manifest[runtime.name] = await gather(runtime);
}
for (const [name, { base }] of Object.entries(manifest)) {
  for (const old of readdirSync(join(site, "runtimes", name))) {
    if (!base.endsWith(`/${old}/`)) rmSync(join(site, "runtimes", name, old), { recursive: true });
  }
}
manifest.sandbox = { version: frameVersion, base: "sandbox/", files: {} };
writeFileSync(join(cache, "licences-workers.json"), JSON.stringify(licences));
writeFileSync(join(cache, "runtimes.json"), JSON.stringify(manifest));
console.log(`gathered ${RUNTIMES.length} runtimes in ${((Date.now() - began) / 1000).toFixed(1)} s`);
