function format(value: string): string;
function format(value: number, digits: number): string;
function format(value: string | number, digits?: number): string {
  return typeof value === "string" ? value.toUpperCase() : value.toFixed(digits);
}

class Counter {
  static #instances = 0;
  declare readonly tag: string;
  count?: number;
  private items: string[] = [];
  [key: string]: unknown;
  static make(this: typeof Counter): Counter {
    Counter.#instances++;
    return new this();
  }
  static get instances(): number {
    return this.#instances;
  }
}
Counter.make();
console.log(format("a"), format(1.005, 1), Counter.instances, Object.keys(new Counter()));
