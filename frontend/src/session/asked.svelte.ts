// What a room's page asks the server for beside its line: the languages, and the candidates' link. Until there is an
// answer, and anew with each new connection: the event that told of a change may have been lost with the old one.
import type { Api, Language, Outcome } from "../api/client";
import { sharedAddress } from "../app/links";

const AGAIN_MS = 5_000;

export class Asked {
  languages = $state.raw<readonly Language[]>([]);
  /** The link for candidates; null for observers, who cannot invite. */
  shareUrl = $state<string | null>(null);
  #isOver = false;
  /** How often each was needed and not answered. */
  readonly #needs = { languages: 0, link: 0 };

  constructor(
    readonly api: Api,
    readonly base: string,
    /** Of a host, as it is now: the hosts' link may be replaced. */
    readonly token: () => string,
    shareUrl: string | null,
  ) {
    this.shareUrl = shareUrl;
  }

  /** Once, for who waits for it. A language that the server runs itself comes and goes with its runner. */
  async askLanguages(): Promise<void> {
    await this.#takeLanguages();
  }

  needLanguages(): void {
    void this.#untilAnswered("languages", this.#takeLanguages);
  }

  needShareUrl(): void {
    void this.#untilAnswered("link", async () => {
      const outcome = await this.api.link(this.token());
      const url = outcome.kind === "done" ? outcome.value.share_url : null;
      if (url) this.shareUrl = sharedAddress(url, this.base);
      return outcome;
    });
  }

  dispose(): void {
    this.#isOver = true;
  }

  #takeLanguages = async (): Promise<Outcome<unknown>> => {
    const outcome = await this.api.languages();
    if (outcome.kind === "done") this.languages = outcome.value;
    return outcome;
  };

  async #untilAnswered(what: "languages" | "link", ask: () => Promise<Outcome<unknown>>): Promise<void> {
    if (this.#needs[what]++ > 0) return;
    while (!this.#isOver && this.#needs[what] > 0) {
      const needs = this.#needs[what];
      const { kind } = await ask();
      if (kind !== "unreachable" && kind !== "too-many") this.#needs[what] -= needs;
      else await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }
}
