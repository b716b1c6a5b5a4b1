// What grammars take from @codemirror/autocomplete, in whose place vite.config.ts gives them this: they bring their words,
// and what lets one choose among those comes when somebody types (completing.ts).
import type { Completion } from "@codemirror/autocomplete";

export { CompletionContext, completeFromList, ifNotIn } from "@codemirror/autocomplete";

/** It is there by the time that anybody can choose one. */
export const snippetCompletion = (template: string, completion: Completion): Completion => ({
  ...completion,
  apply: (...place) => void import("./completing").then(({ snippet }) => snippet(template)(...place)),
});
