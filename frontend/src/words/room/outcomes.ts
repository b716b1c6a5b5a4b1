// How a case of a question's tests went, in a word or some.
import type { Outcome } from "../../tests/suite";

/** Of a case; reports of hidden tests did not always say it. */
type Kind = "io" | "call" | null | undefined;
type Told = Outcome | "skipped";

const en = {
  passed: "passed",
  failed: "other output than expected",
  failedCall: "another result than expected",
  error: "the program failed",
  timeout: "over its time",
  limit: "over a limit",
  skipped: "not run",
};

const es: typeof en = {
  passed: "pasó",
  failed: "otra salida que la esperada",
  failedCall: "otro resultado que el esperado",
  error: "el programa falló",
  timeout: "pasó de su tiempo",
  limit: "pasó un límite",
  skipped: "no se ejecutó",
};

export const outcomeWords = { en, es };

/** A program prints, a call returns. */
export const outcomeIn =
  (words: typeof en) =>
  (kind: Kind, outcome: Told): string =>
    words[kind === "call" && outcome === "failed" ? "failedCall" : outcome];
