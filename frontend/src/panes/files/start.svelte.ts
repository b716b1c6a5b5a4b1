// What Run starts of a room's files, and how its output names them.
import { entryFor, languageOf, type Program, programFrom } from "../../runner/program";
import type { RunFiles } from "../console/place";
import type { FilesModel } from "./files.svelte";
import { folderOf, nameOf } from "./names";

export class Start {
  /** The open file now, not the main that is nearest to it. */
  #isOpen = $state(false);

  constructor(readonly files: FilesModel) {}

  /** What Run starts, and its language. */
  program(): { program: Program; entry: string; language: string } {
    const { list, open, model } = this.files;
    const from = open.deleted ? (list[0]?.path ?? open.path) : open.path;
    const entry = this.#isOpen ? from : this.entryFrom(from);
    return { program: this.programOf(entry), entry, language: languageOf(entry) ?? model.language };
  }

  /** As it stands now. */
  programOf(entry: string): Program {
    const { list, texts } = this.files;
    const files = list.map(({ path, root }) => ({ path, text: texts.of(root).toString() }));
    return programFrom(files, entry);
  }

  /** Of a run that began with it. */
  filesOf(entry: string | undefined): RunFiles {
    const began = entry ?? this.files.list[0]?.path ?? "";
    const folder = folderOf(began);
    const paths = this.files.list
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path }) => path.slice(folder.length));
    return { folder, entry: nameOf(began), paths };
  }

  entryFrom(open: string): string {
    return entryFor(
      open,
      this.files.list.map(({ path }) => path),
    );
  }

  /** The language of what Run starts, as the server describes it. */
  readonly started = $derived.by(() => {
    const { path } = this.files.open;
    const language = languageOf(this.#isOpen ? path : this.entryFrom(path)) ?? this.files.model.language;
    return this.files.model.asked.languages.find(({ id }) => id === language) ?? null;
  });

  /** Whether the open file could be run, and Run would start another. */
  readonly canRunOpen = $derived.by(() => {
    const { path, deleted } = this.files.open;
    return this.files.hasTabs && !deleted && languageOf(path) !== null && this.entryFrom(path) !== path;
  });

  async runOpen(run: () => Promise<void>): Promise<void> {
    this.#isOpen = true;
    try {
      await run();
    } finally {
      this.#isOpen = false;
    }
  }
}
