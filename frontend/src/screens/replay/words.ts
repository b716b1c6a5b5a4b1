// The replay's words in the language of its reader.
import { en, type ReplayDictionary } from "../../words/replay/en";
import { es } from "../../words/replay/es";
import { personal } from "../../app/personal.svelte";

export const replay = {
  get words(): ReplayDictionary {
    return personal.of({ en, es });
  },
};
