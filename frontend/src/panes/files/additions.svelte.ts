// What is about to be added: read, compared with what is there, asked about where a name is taken, then put in.
import { utf8Bytes } from "../../editor/limits";
import type { SessionFile } from "../../sync/files";
import { type Dropped, folded, found, freePath, MAX_FILE_BYTES, read } from "./dropped";
import type { FilesModel } from "./files.svelte";

export type Choice = "replace" | "both" | "leave";

interface Added {
  path: string;
  text: string;
  /** The file that has this name already. */
  clash: SessionFile | null;
}

export interface Refused {
  path: string;
  why: string;
}

export interface Addition {
  files: readonly Added[];
  refused: readonly Refused[];
  /** Others are left out, since the session has room for no more. */
  isTooMany?: boolean;
}

const MEGABYTE = 1_048_576;

export class Additions {
  /** What is asked about, or told of; null for nothing. */
  asked = $state.raw<Addition | null>(null);
  isBusy = $state(false);
  /** One after the other: what is dropped meanwhile waits, also for what is asked about what came before. */
  #last: Promise<unknown> = Promise.resolve();
  #settled: () => void = () => undefined;

  constructor(readonly files: FilesModel) {}

  /** Adds what was dropped or chosen, at once where there is nothing to ask. */
  take(dropped: readonly Dropped[]): Promise<void> {
    const done = this.#last.then(() => this.#take(dropped));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #take(dropped: readonly Dropped[]): Promise<void> {
    while (this.asked || this.isBusy) await new Promise<void>((done) => (this.#settled = done));
    const { words, list, model } = this.files;
    const added: Added[] = [];
    const refused: Refused[] = [];
    for (const { path, file } of await found(dropped)) {
      const content = await read(file);
      if (content.kind === "text") {
        const clash = list.find((one) => folded(one.path) === folded(path)) ?? null;
        added.push({ path, text: content.text, clash });
      } else {
        const { why } = content;
        refused.push({ path, why: why === "large" ? words.large(MAX_FILE_BYTES / MEGABYTE) : words.why[why] });
      }
    }
    if (added.length + refused.length === 0) model.tell(words.nothingToAdd, true);
    else {
      const fresh = added.filter(({ clash }) => !clash);
      const late = fresh.slice(Math.max(0, this.most - list.length));
      const files = added.filter((one) => !late.includes(one));
      this.asked = { files, refused, isTooMany: late.length > 0 };
      if (refused.length + late.length === 0 && fresh.length === added.length) await this.add("leave");
    }
  }

  /** How many files a session holds. */
  get most(): number {
    return this.files.model.state?.limits.files ?? Number.POSITIVE_INFINITY;
  }

  /** `choice`: for every name that is taken. */
  async add(choice: Choice): Promise<void> {
    const { files, asked } = this;
    if (!asked || this.isBusy) return;
    this.isBusy = true;
    const taken = files.list.map(({ path }) => folded(path));
    const mostBytes = files.model.state?.limits.documentBytes ?? Number.POSITIVE_INFINITY;
    let bytes = files.texts.bytes(files.list.map(({ root }) => root));
    const refused: Refused[] = [];
    let count = 0;
    let isTooMany = false;
    for (const { path, text, clash } of asked.files) {
      if (clash && choice === "leave") continue;
      const after = bytes + utf8Bytes(text) - (clash && choice === "replace" ? files.texts.bytes([clash.root]) : 0);
      if (after > mostBytes) {
        refused.push({ path, why: files.words.why.too_big });
        continue;
      }
      if (clash && choice === "replace") {
        files.replace(files.texts.of(clash.root), text);
        bytes = after;
        count += 1;
        continue;
      }
      const free = clash ? freePath(path, taken) : path;
      const why = await files.create(free, text);
      isTooMany = why === files.words.why.too_many;
      if (isTooMany) break;
      if (why === null) [count, bytes] = [count + 1, after];
      else refused.push({ path: free, why });
      taken.push(folded(free));
    }
    this.isBusy = false;
    const left = refused.length > 0 || isTooMany ? { files: [], refused, isTooMany } : null;
    const isDismissed = this.asked !== asked;
    if (!isDismissed) this.asked = left;
    if (!this.asked) this.#settled();
    const { words, model } = files;
    if (isDismissed && refused.length > 0)
      model.tell(`${words.leftOut} ${refused.map(({ path }) => path).join(", ")}`, true);
    else if (isDismissed && isTooMany) model.tell(words.tooMany(this.most, 0), true);
    else if (count > 0) model.tell(words.added(count));
  }

  /** Nothing more is asked; what is being added goes on, and the room tells what could not be. */
  dismiss(): void {
    this.asked = null;
    if (!this.isBusy) this.#settled();
  }
}
