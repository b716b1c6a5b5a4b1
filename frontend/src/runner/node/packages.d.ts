// Packages that bring no types of their own, as far as they are used here.

declare module "path-browserify" {
  const path: Record<string, unknown>;
  export default path;
}

declare module "readable-stream" {
  import stream from "node:stream";
  export const Readable: typeof stream.Readable;
  export type Readable = stream.Readable;
  export const Writable: typeof stream.Writable;
  export type Writable = stream.Writable;
  export const Transform: typeof stream.Transform;
  export type Transform = stream.Transform;
  export default stream;
}
