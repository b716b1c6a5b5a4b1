// What the server finds wrong in a form, by the fields of what was sent.
import type { Outcome } from "../../../api/client";
import { isObject } from "../../../sync/json";

/** The server's sentences by fields of the content, like `tests.cases.0.stdout`; "" is the whole. */
export type Problems = Readonly<Record<string, string>>;

/** Names that stand in a field's path for the kind of a part, and not for a part. */
const KINDS = /\.(io|call)(?=\.|$)/;
/** Before a sentence of ours. */
const PREFIX = "Value error, ";

export function problemsIn(outcome: Outcome<unknown>): Problems {
  if (outcome.kind !== "refused" || !Array.isArray(outcome.errors)) return {};
  const found: Record<string, string> = {};
  for (const error of outcome.errors as unknown[]) {
    if (!isObject(error) || typeof error.field !== "string" || typeof error.message !== "string") continue;
    const field = error.field.replace(/^body(\.content)?\.?/, "").replace(KINDS, "");
    found[field] ??= error.message.startsWith(PREFIX) ? error.message.slice(PREFIX.length) : error.message;
  }
  return found;
}

/** The first field with a problem that is `field` or a part of it. */
export const within = (problems: Problems, field: string): string | null =>
  Object.keys(problems).find((name) => name === field || name.startsWith(`${field}.`)) ?? null;
