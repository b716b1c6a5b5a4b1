// The questions of a room as its pane shows them: read anew when the room says that others are shown.
import { openQuestions, type Prepared, type QuestionsApi, type Shown } from "../../api/questions";
import type { Outcome } from "../../api/client";
import { questions as all } from "../../words/room/questions";
import { isObject } from "../../sync/json";
import { local, personal } from "../../app/personal.svelte";
import type { RoomModel } from "../../session/room.svelte";

const AGAIN_MS = 5_000;

export class Questions {
  readonly api: QuestionsApi;
  /** In order of their numbers; for hosts with what only they see. */
  list = $state.raw<readonly (Shown | Prepared)[] | null>(null);
  isUnreachable = $state(false);
  isBusy = $state(false);
  #asked = 0;

  constructor(readonly model: RoomModel) {
    this.api = openQuestions(model.base, local.key());
    this.list = keptOf(model.room?.copy?.questions);
  }

  get isHost(): boolean {
    return this.model.entry.own !== null;
  }

  /** What the room's state says of them: when this is another text, they are read again. */
  get told(): string {
    return JSON.stringify(this.model.state?.questions);
  }

  /** Those that everybody sees, by the room's word; until it has spoken, those of this device. */
  get shownNumbers(): number[] {
    const found = this.model.state ? this.model.state.questions : this.list;
    return (Array.isArray(found) ? found : [])
      .filter(isObject)
      .filter(({ state }) => state === undefined || state === "shown")
      .map(({ number }) => Number(number));
  }

  /** Reads them, however often it takes; returns how to stop. */
  follow(): () => void {
    const mine = ++this.#asked;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      const outcome = await this.#read();
      if (mine !== this.#asked) return;
      this.isUnreachable = outcome.kind !== "done";
      if (outcome.kind === "done") {
        this.list = outcome.value;
        this.model.room?.copy?.keepQuestions(publicOf(outcome.value));
      } else timer = setTimeout(() => void read(), AGAIN_MS);
    };
    void read();
    return () => {
      clearTimeout(timer);
      this.#asked += 1;
    };
  }

  #read(): Promise<Outcome<(Shown | Prepared)[]>> {
    const { own, token } = this.model.entry;
    return own ? this.api.ofSession(own.sessionId, own.hostToken) : this.api.shown(token);
  }

  /** What a host wants; when it fails, they are told. */
  async do<T>(wish: (sessionId: string, hostToken: string) => Promise<Outcome<T>>): Promise<T | null> {
    const { own } = this.model.entry;
    if (!own) return null;
    this.isBusy = true;
    const outcome = await wish(own.sessionId, own.hostToken);
    this.isBusy = false;
    if (outcome.kind === "done") return outcome.value;
    const detail = outcome.kind === "refused" ? outcome.detail : null;
    this.model.tell(detail ?? personal.of(all).failed, true);
    return null;
  }

  /** The server lays the question's files in, once. Of hosts who ask at once one is told to give main its text. */
  async layIn({ number }: Prepared): Promise<void> {
    const files = await this.model.needFiles();
    const laid = await this.do((session, token) =>
      this.api.layIn(session, token, number, { intoMain: this.#isUntouched() }),
    );
    const { room } = this.model;
    if (!laid || laid.main === null || !room) return;
    const { main } = laid;
    const { text } = room;
    text.doc?.transact(() => {
      // What somebody typed meanwhile stays, below it.
      if (this.#isUntouched()) files.replace(text, main);
      else text.insert(0, `${main}\n`);
    });
  }

  /**
   * The language of the session, if the question has a starter in it that is nowhere in the session, but another's is.
   * Of main, which is somebody's text by now, the longest line says whether it began with this one.
   */
  missing({ folder, content }: Prepared): string | null {
    const { language, files, room, spoken } = this.model;
    const entry = `main.${spoken?.ending ?? ""}`;
    const own = content.languages[language]?.files ?? {};
    const path = Object.keys(own).find((one) => one.toLowerCase() === entry);
    if (folder === null || path === undefined || !room || (folder && !files)) return null;
    const isThere = folder
      ? files?.list.some((file) => file.path.toLowerCase() === `${folder}/${path}`.toLowerCase())
      : room.text.toString().includes(longestLine(own[path] ?? ""));
    return isThere ? null : language;
  }

  /** The server lays the question's files of this language in, in a folder. */
  async layInMissing({ number, title }: Prepared, language: string): Promise<void> {
    const laid = await this.do((session, token) => this.api.layIn(session, token, number, { language }));
    if (laid) this.model.tell(personal.of(all).laidIn(title, laid.folder));
  }

  /** Nobody typed anything in main: it is empty, or a starter as it stands. */
  #isUntouched(): boolean {
    const { room, asked, canWrite } = this.model;
    const main = room?.text.toString();
    if (main === undefined || !canWrite) return false;
    return main.trim() === "" || asked.languages.some(({ starter }) => starter === main);
  }
}

const longestLine = (text: string): string =>
  text.split("\n").reduce((longest, line) => (line.trim().length > longest.length ? line.trim() : longest), "");

/** What this browser keeps with its copy of the text, to be read without a line: nothing that only hosts see. */
function publicOf(list: readonly (Shown | Prepared)[]): Shown[] | null {
  const shown = list.filter((one) => !("state" in one) || one.state === "shown");
  if (shown.length === 0) return null;
  return shown.map((one) => {
    const { number, title, titles, digest, shown_at, minutes, statements, languages, folder } = one;
    const { examples, compare, function: called, time_limit_s, hidden_cases } = one;
    return {
      ...{ number, title, titles, digest, shown_at, minutes, statements, languages, folder },
      ...{ examples, compare, function: called, time_limit_s, hidden_cases },
    };
  });
}

/** As publicOf made it, maybe by another version of this page: what it does not understand it reads anew. */
function keptOf(kept: unknown): Shown[] | null {
  if (!Array.isArray(kept) || kept.length === 0) return null;
  const isKnown = (one: unknown) =>
    isObject(one) &&
    [one.title, one.digest].every((text) => typeof text === "string") &&
    typeof one.number === "number" &&
    isObject(one.statements) &&
    (one.titles === undefined || isObject(one.titles)) &&
    Array.isArray(one.examples);
  return kept.every(isKnown) ? (kept as Shown[]) : null;
}
