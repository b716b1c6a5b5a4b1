// How a case of a question's tests went, in a word or some.
import type { Outcome } from "../../tests/suite";

type Outcomes = Record<Outcome | "skipped", string>;

export const outcomeWords: { en: Outcomes; es: Outcomes } = {
  en: {
    passed: "passed",
    failed: "other output than expected",
    error: "the program failed",
    timeout: "over its time",
    limit: "over a limit",
    skipped: "not run",
  },
  es: {
    passed: "pasó",
    failed: "otra salida que la esperada",
    error: "el programa falló",
    timeout: "pasó de su tiempo",
    limit: "pasó un límite",
    skipped: "no se ejecutó",
  },
};
