// Asks the server what is wrong with a question while it is typed, so that it stands beside the field before saving.
import type { Outcome } from "../../../api/client";
import type { Content } from "../../../api/library";
import type { Draft } from "../draft";
import type { Form } from "../form/form.svelte";
import { problemsIn, type Problems } from "../form/problems";

const QUIET_MS = 800;

/** In a component's start. `ask` is null for who may not change anything. */
export function checkWhileTyped(
  form: Form<Draft>,
  ask: (content: Content) => Promise<Outcome<{ errors: unknown[] }>> | null,
  content: () => Content,
): void {
  $effect(() => {
    const { text } = form;
    if (!form.isChanged) return;
    const timer = setTimeout(() => {
      void ask(content())?.then((outcome) => {
        if (outcome.kind !== "done" || form.text !== text || form.isBusy) return; // a later one asks again
        const { errors } = outcome.value;
        const found = problemsIn({ kind: "refused", code: null, detail: null, errors });
        form.problems = form.version === null && !form.wasRefused ? begun(found, form.draft) : found;
      });
    }, QUIET_MS);
    return () => clearTimeout(timer);
  });
}

/** Of a question that is being begun, what is not written yet is not wrong yet. */
export function begun(problems: Problems, draft: Draft): Problems {
  const isEmpty: Record<string, boolean> = {
    title: draft.title === "",
    slug: draft.slug === "",
    statements: !Object.values(draft.statements).some((text) => text.trim()),
  };
  return Object.fromEntries(Object.entries(problems).filter(([field]) => isEmpty[field] !== true));
}
