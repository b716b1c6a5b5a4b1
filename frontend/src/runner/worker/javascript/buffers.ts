// Keeps a JavaScript program from asking for one buffer that is larger than any interview needs.

const LARGEST_BUFFER_BYTES = 512 * 2 ** 20;

/** Against accidents, not attacks: for those there is the limit that browsers set each process, about 4 GB. */
export function limitBuffers(): void {
  const check = (bytes: unknown) => {
    if (typeof bytes === "number" && bytes > LARGEST_BUFFER_BYTES)
      throw new RangeError("Array buffer allocation failed");
  };
  const wrap = (name: string, bytesOf: (length: unknown) => unknown) => {
    const maker: unknown = Reflect.get(self, name);
    if (typeof maker !== "function") return;
    const limited: typeof maker = new Proxy(maker, {
      construct(target, [length, ...rest]: unknown[], asked): object {
        check(bytesOf(length));
        return Reflect.construct(target, [length, ...rest], asked === limited ? target : asked) as object;
      },
    });
    Object.defineProperty(self, name, { value: limited, configurable: true, writable: true });
    maker.prototype.constructor = limited;
  };
  for (const name of ["ArrayBuffer", "SharedArrayBuffer"]) wrap(name, (length) => length);
  for (const [name, bytes] of Object.entries(BYTES)) {
    wrap(name, (length) => (typeof length === "number" ? length * bytes : 0));
  }
}

const BYTES = {
  ...{
    Int8Array: 1,
    Uint8Array: 1,
    Uint8ClampedArray: 1,
    Int16Array: 2,
    Uint16Array: 2,
    Int32Array: 4,
    Uint32Array: 4,
  },
  ...{ Float32Array: 4, Float64Array: 8, BigInt64Array: 8, BigUint64Array: 8 },
};
