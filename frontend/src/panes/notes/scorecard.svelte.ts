// One's own scorecard, saved as it is filled in until it is submitted; then also those of others who submitted.
import type { PrivateApi, RubricSkill, Scorecard } from "../../api/private";
import { type Base, baseOf, begun, COMMENT_MAX, isSame, type Judgement, judgementOf, merged, writtenOf } from "./card";
import { lengthOf } from "./drafts";
import { keptCard } from "./draft";
import type { TabStore } from "./kept";
import type { Reading } from "./notes.svelte";
import { attemptOf, isOutOfReach, isOverruled } from "./outcomes";
import { type Attempt, type Clock, type SaveState, Saving } from "./saving";

export type Submission =
  | { kind: "open" }
  | { kind: "submitting" }
  | { kind: "failed"; because: "unreachable" | "refused" | "changed"; detail: string | null }
  | { kind: "submitted" };

/** More of what got no answer is not remembered. */
const SENT_MAX = 20;

export class ScorecardModel {
  judgement = $state.raw<Judgement>({ skills: [], verdict: null, comment: "" });
  state = $state.raw<SaveState>({ kind: "saved" });
  reading = $state<Reading>("loading");
  submission = $state.raw<Submission>({ kind: "open" });
  /** As it was submitted. */
  own = $state.raw<Scorecard | null>(null);
  others = $state.raw<readonly Scorecard[]>([]);
  /** What the session's interviewers judge; no change of it changes a card that was begun. */
  rubric = $state.raw<readonly RubricSkill[]>([]);
  /** How many cards of the session are submitted. */
  submitted = $state(0);
  /** Something was filled in in this page. */
  wasChanged = $state(false);

  /** Requests are counted: an answer may arrive after one to a later question, or after a later saving. */
  #asked = 0;
  #taken = 0;
  #base: Base;
  /** What was sent since the last answer, the newest last: one that got lost does not make it another window's. */
  #sent: readonly Judgement[];
  readonly #kept;
  readonly #saving: Saving;

  /** `proposals`: the skills that a new card starts with where there is no rubric. They are kept once something is
   * filled in. */
  constructor(
    readonly api: PrivateApi,
    readonly sessionId: string,
    store: TabStore | null,
    clock: Clock,
    readonly name: () => string | null,
    readonly proposals: readonly string[],
  ) {
    this.#kept = keptCard(store, sessionId);
    this.#saving = new Saving(
      () => this.#save(),
      (state) => (this.state = state),
      clock,
    );
    const kept = this.#kept.get();
    this.#base = kept?.base ?? this.#begun();
    this.#sent = kept?.sent ?? [];
    this.judgement = kept ?? this.#base;
    if (kept) this.#saving.edited();
  }

  get hasUnsaved(): boolean {
    return this.state.kind !== "saved";
  }

  get isSubmitted(): boolean {
    return this.submission.kind === "submitted";
  }

  async refresh(): Promise<void> {
    await this.#read();
  }

  /** Reads the cards; what is unsaved here stays. Returns one's own. */
  async #read(): Promise<Scorecard | null> {
    const asked = ++this.#asked;
    const outcome = await this.api.scorecards();
    if (outcome.kind !== "done") {
      if (this.reading !== "there") this.reading = isOutOfReach(outcome) ? "unreachable" : "refused";
      return null;
    }
    const { own, submitted, others, rubric } = outcome.value;
    this.reading = "there";
    const isOvertaken = asked < this.#taken;
    if (isOvertaken && (own?.submitted_at ?? null) === null) return null; // what is submitted stays so
    this.#taken = Math.max(this.#taken, asked);
    this.submitted = submitted;
    this.rubric = rubric;
    this.others = others;
    if (own && own.submitted_at !== null) this.#show(own);
    else if (!this.#saving.isUnsaved) this.judgement = this.#base = own ? baseOf(own) : this.#begun();
    return own;
  }

  change(change: Partial<Judgement>): void {
    if (this.submission.kind === "submitting" || this.isSubmitted) return;
    this.judgement = { ...this.judgement, ...change };
    this.submission = { kind: "open" };
    this.wasChanged = true;
    this.#keep();
    this.#saving.edited();
  }

  hurry(): void {
    this.#saving.hurry();
  }

  /** Saves what is filled in, then shows it to the others for good, unless another window's came in on the way. */
  async submit(): Promise<void> {
    if (this.submission.kind === "submitting" || this.isSubmitted) return;
    this.submission = { kind: "submitting" };
    const seen = this.judgement;
    this.#saving.edited(); // also a card that nobody else has touched since it was read
    if (!(await this.#saving.finish())) {
      if (this.submission.kind !== "submitting") return; // another tab of this browser has submitted it
      const held = this.state.kind === "held" && this.state.because.kind === "refused" ? this.state.because : null;
      this.submission = { kind: "failed", because: held ? "refused" : "unreachable", detail: held?.detail ?? null };
      return;
    }
    if (!this.isSubmitted && !isSame(this.judgement, seen)) {
      this.submission = { kind: "failed", because: "changed", detail: null };
      return;
    }
    const outcome = await this.api.submitScorecard();
    if (outcome.kind === "done") {
      this.#show(outcome.value);
      await this.refresh();
    } else {
      const detail = outcome.kind === "refused" ? outcome.detail : null;
      this.submission = { kind: "failed", because: isOutOfReach(outcome) ? "unreachable" : "refused", detail };
    }
  }

  /** The pane goes: see `Saving.close`. */
  async close(): Promise<void> {
    await this.#saving.close();
  }

  #keep(): void {
    this.#kept.set({ ...this.judgement, base: this.#base, sent: this.#sent });
  }

  /** `hasRead`: just now, so that what another window did until then is known here. */
  async #save(hasRead = false): Promise<Attempt> {
    const { judgement } = this;
    if (this.isSubmitted) return { kind: "done" };
    if (lengthOf(judgement.comment) > COMMENT_MAX) return { kind: "held", because: { kind: "too-long" } };
    const sent = this.#sent;
    this.#sent = [...sent.filter((one) => !isSame(one, judgement)), judgement].slice(-SENT_MAX);
    this.#keep();
    const outcome = await this.api.writeScorecard(writtenOf(judgement, this.name()), this.#base.updatedAt);
    if (outcome.kind === "refused") {
      const own = await this.#read(); // perhaps it was submitted in another tab
      if (isOverruled(outcome) && !this.isSubmitted) {
        if (own) this.#meet(own, sent);
        // Twice in a row is no reason to ask faster and faster.
        return own && !hasRead ? this.#save(true) : { kind: "later", afterMs: null };
      }
    }
    if (this.isSubmitted) return { kind: "done" };
    if (outcome.kind !== "done") return attemptOf(outcome);
    this.#taken = ++this.#asked;
    this.#base = baseOf(outcome.value);
    this.#sent = [];
    if (judgement === this.judgement) this.#kept.set(null);
    else this.#keep();
    return { kind: "done" };
  }

  /** Another window has saved something, unless it is what was `sent` here. */
  #meet(own: Scorecard, sent: readonly Judgement[]): void {
    const theirs = baseOf(own);
    const isOurs = sent.some((one) => isSame(theirs, one));
    this.judgement = merged(isOurs ? theirs : this.#base, this.judgement, theirs);
    this.#base = theirs;
    this.#sent = []; // on an older version: refused wherever they are
    this.#keep();
  }

  /** A card in which nothing was filled in. */
  #begun(): Base {
    return begun(this.rubric.length > 0 ? this.rubric.map(({ name }) => name) : this.proposals);
  }

  #show(card: Scorecard): void {
    this.own = card;
    this.judgement = judgementOf(card);
    this.submission = { kind: "submitted" };
    this.#kept.set(null);
  }
}
