// What is typed in a form and not saved yet, kept on this device until it is saved or thrown away.
import { isObject } from "../../../sync/json";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface Kept<D> {
  draft: D;
  /** On which version it is based; null for what is new. */
  version: number | null;
}

export class Keeping<D> {
  #key: string;
  /** What stands there as far as this tab knows; what another tab has put there is left alone. */
  #known: string | null = null;

  /** `name`: of the form and of what it writes. `read` parses what may be anything. */
  constructor(
    readonly store: Store | null,
    name: string,
    readonly read: (value: unknown) => D | null,
  ) {
    this.#key = `codesala.draft.${name}`;
  }

  /** What was new has a name of its own now. */
  moveTo(name: string): void {
    this.set(null);
    [this.#key, this.#known] = [`codesala.draft.${name}`, null];
    this.get();
  }

  get(): Kept<D> | null {
    try {
      this.#known = this.store?.getItem(this.#key) ?? null;
      const value: unknown = JSON.parse(this.#known ?? "null");
      const draft = isObject(value) ? this.read(value.draft) : null;
      if (!isObject(value) || draft === null) return null;
      return { draft, version: typeof value.version === "number" ? value.version : null };
    } catch {
      return null;
    }
  }

  /** False where it is not kept: the device is full or does not allow it, or another tab keeps something else there. */
  set(kept: Kept<D> | null): boolean {
    const text = kept && JSON.stringify(kept);
    try {
      if (!this.store) return text === null;
      if (this.store.getItem(this.#key) !== this.#known) return text === null;
      if (text === null) this.store.removeItem(this.#key);
      else this.store.setItem(this.#key, text);
      this.#known = text;
      return true;
    } catch {
      return false;
    }
  }
}
