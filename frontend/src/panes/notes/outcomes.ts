// What an answer of the server means for something that was to be saved.
import type { Outcome } from "../../api/client";
import type { Attempt } from "./saving";

export type Failed = Exclude<Outcome<unknown>, { kind: "done" }>;

export function attemptOf(outcome: Outcome<unknown>): Attempt {
  switch (outcome.kind) {
    case "done":
      return { kind: "done" };
    case "unreachable":
      return { kind: "later", afterMs: null };
    case "too-many":
      return { kind: "later", afterMs: outcome.retryAfterS * 1000 };
    case "not-found":
      return { kind: "held", because: { kind: "refused", detail: null } };
    case "refused":
      return { kind: "held", because: { kind: "refused", detail: outcome.detail } };
  }
}

/** No answer, or one that asks for patience: worth another attempt. */
export const isOutOfReach = (outcome: Failed): boolean => outcome.kind === "unreachable" || outcome.kind === "too-many";

/** Another host was faster: what was to be changed is another by now, or gone. */
export const isOverruled = (outcome: Outcome<unknown>): boolean =>
  outcome.kind === "not-found" || (outcome.kind === "refused" && outcome.code === "outdated");
