// The replay's words in the language of its reader.
import { en, type ReplayDictionary } from "../../i18n/replay/en";
import { es } from "../../i18n/replay/es";
import { personal } from "../personal.svelte";

export const replay = {
  get words(): ReplayDictionary {
    return personal.of({ en, es });
  },
};
