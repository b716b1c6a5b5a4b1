// The list of runtimes' files, which scripts/runtimes.mjs writes before the page is built.
declare module "virtual:runtimes" {
  const manifest: Record<string, import("./files").RuntimeFiles>;
  export default manifest;
}
