// The files of a replay: which there are at the moment that is shown, and which of them is.
import { spokenIn } from "../../../editor/endings";
import type { RecordedFile } from "../../../record/answer";
import { CODE } from "../../../record/texts";
import type { RunFiles } from "../../../panes/console/place";
import { folderOf, nameOf } from "../../../panes/files/names";
import type { ReplayModel } from "../replay.svelte";

export class ReplayFiles {
  /** Shows each file when it is typed in; a reader who picks one wants to stay. */
  followsTyping = $state(true);
  #chosen = $state(CODE);
  /** Where the typing is. */
  readonly #typed = $derived.by(() => this.model.record?.texts.changedAt(this.model.shown) ?? CODE);
  readonly list: readonly RecordedFile[] = $derived.by(() => {
    const { files = [], deleted = [] } = this.model.scene ?? {};
    const isKnown = [CODE, ...deleted, ...files.map(({ root }) => root)].includes(this.#typed);
    // Of two servers' clocks one may be late: then a file is typed in before it was created.
    const early = isKnown ? [] : (this.model.record?.files.filter(({ root }) => root === this.#typed) ?? []);
    return [{ root: CODE, path: this.#mainPath() }, ...files, ...early];
  });
  readonly root: string = $derived.by(() => {
    const wanted = this.followsTyping ? this.#typed : this.#chosen;
    return this.list.some(({ root }) => root === wanted) ? wanted : CODE;
  });
  readonly path: string = $derived(this.list.find(({ root }) => root === this.root)?.path ?? "");

  constructor(readonly model: ReplayModel) {}

  get hasTabs(): boolean {
    return this.list.length > 1;
  }

  get spoken() {
    const { languages, language } = this.model;
    return this.root === CODE ? languages.find(({ id }) => id === language) : spokenIn(this.path, languages);
  }

  choose(root: string): void {
    this.followsTyping = false;
    this.#chosen = root;
  }

  /** As a line of output names it. */
  show(path: string): void {
    const file = this.list.find((one) => one.path === path);
    if (file && file.root !== this.root) this.choose(file.root);
  }

  /** Of a run that began with `entry`. */
  filesOf(entry: string | undefined): RunFiles | null {
    if (!this.hasTabs) return null;
    const began = entry ?? this.#mainPath();
    const folder = folderOf(began);
    const within = this.list.filter(({ path }) => path.startsWith(folder));
    return { folder, entry: nameOf(began), paths: within.map(({ path }) => path.slice(folder.length)) };
  }

  /** All texts of the moment. */
  sources(): { path: string; text: string }[] {
    const { record, shown } = this.model;
    return this.list.map(({ root, path }) => ({ path, text: record?.texts.at(shown, root).text.toString() ?? "" }));
  }

  #mainPath(): string {
    const { languages, language, record } = this.model;
    const ending = languages.find(({ id }) => id === language)?.ending;
    if (ending) return ending === "java" ? "Main.java" : `main.${ending}`;
    return record?.files.find(({ root }) => root === CODE)?.path ?? "main";
  }
}
