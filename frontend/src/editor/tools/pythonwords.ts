// What Python's grammar brings for completion: a chunk of its own, as each room begins with Python and not with completion.
import type { CompletionSource } from "@codemirror/autocomplete";
import { globalCompletion, localCompletionSource } from "@codemirror/lang-python";

export const sources: readonly CompletionSource[] = [localCompletionSource, globalCompletion];
