// Whether the server has become another version than this page: then parts that were not loaded yet are gone for good.
import { inTime } from "../api/client";

class Version {
  isOld = $state(false);

  /** Asks the server for its page, where a part of this one did not come. */
  async look(): Promise<void> {
    const script = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src.split("/").pop();
    if (this.isOld || !script) return;
    try {
      const answer = await fetch(document.baseURI, { cache: "no-store", signal: inTime() });
      this.isOld = answer.ok && !(await answer.text()).includes(script);
    } catch {
      // The line is down: nothing is known.
    }
  }
}

export const version = new Version();
