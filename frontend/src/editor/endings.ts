// In which language a file is highlighted and indented, by the ending of its name.

export interface Spoken {
  /** Of the highlighting; an unknown one is plain text. */
  editor: string;
  /** Spaces that one level takes. */
  indent: number;
}

/** Of a session's languages, as the server describes them. */
interface Described extends Spoken {
  ending: string;
}

/** Endings that are no language's own. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ h: "cpp", hpp: "cpp", cc: "cpp", cxx: "cpp", hh: "cpp" },
  ...{ mjs: "js", cjs: "js", json: "js" },
};

export function spokenIn<L extends Described>(path: string, languages: readonly L[]): L | Spoken {
  const ending = endingOf(path);
  const own = languages.find((language) => language.ending === (ALIKE[ending] ?? ending));
  return own ?? { editor: "", indent: 2 };
}

const endingOf = (path: string) => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
