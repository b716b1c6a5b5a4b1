import { expect, test } from "vitest";

import { arrivals } from "./room/arrivals";
import { preferredLanguage } from "./choice";
import { consoleWords } from "./room/console";
import { dead } from "./outside/dead";
import { deleting } from "./replay/deleting";
import { en } from "./en";
import { erasing } from "./replay/erasing";
import { es } from "./es";
import { home } from "./home/home";
import { homeFooter } from "./home/homefooter";
import { hosting } from "./room/hosting";
import { invitation } from "./room/invitation";
import { inviting } from "./room/inviting";
import { joining } from "./outside/joining";
import { keys } from "./room/keys";
import { keptWords } from "./room/kept";
import { leaving } from "./outside/leaving";
import { en as notesEn } from "./notes/en";
import { es as notesEs } from "./notes/es";
import { outcomeIn, outcomeWords } from "./room/outcomes";
import { own } from "./home/own";
import { runWords } from "./room/runs";
import { settings } from "./room/settings";
import { standing } from "./room/standing";
import { en as replayEn } from "./replay/en";
import { es as replayEs } from "./replay/es";

test("in Spanish the key is called as on a Spanish keyboard, and no animal has a person's name", () => {
  expect(es.run.enter).toBe("Intro");
  expect(JSON.stringify(es)).not.toMatch(/Marta\b/);
});

test("a menu that a text sends people to is called as the text calls it", () => {
  expect(inviting.en.observerUnknown).toContain(`${en.room.interview} → ${hosting.en.links}`);
  expect(inviting.es.observerUnknown).toContain(`${es.room.interview} → ${hosting.es.links}`);
});

/** Each word's path and kind: a text, a function with so many gaps, or a list's place. */
function shape(value: unknown, path = ""): string[] {
  if (typeof value === "function") return [`${path}(${value.length})`];
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`));
}

const notes = { en: notesEn, es: notesEs };
const replay = { en: replayEn, es: replayEs };
const all = [
  { en, es },
  arrivals,
  consoleWords,
  dead,
  deleting,
  erasing,
  home,
  homeFooter,
  hosting,
  invitation,
  inviting,
  joining,
  keys,
  keptWords,
  leaving,
  outcomeWords,
  own,
  runWords,
  settings,
  standing,
  notes,
  replay,
];

test("each word of the page exists in both languages", () => {
  for (const words of all) expect(shape(words.es)).toEqual(shape(words.en));
});

test("no word is empty", () => {
  for (const dictionary of all.flatMap((words) => [words.en, words.es]))
    expect(JSON.stringify(dictionary)).not.toContain('""');
});

test("the browser's first language that the page speaks is taken, else English", () => {
  expect(preferredLanguage(["es-MX", "en"])).toBe("es");
  expect(preferredLanguage(["fr", "en-GB", "es"])).toBe("en");
  expect(preferredLanguage(["fr"])).toBe("en");
});

test("of a call it is its result that is another than expected, of a program its output, as where nobody said", () => {
  const kinds = ["call", "io", null] as const;
  const said = (words: typeof outcomeWords.en) => kinds.map((kind) => outcomeIn(words)(kind, "failed").split(" ")[1]);
  expect(said(outcomeWords.en)).toEqual(["result", "output", "output"]);
  expect(said(outcomeWords.es)).toEqual(["resultado", "salida", "salida"]);
  expect(outcomeIn(outcomeWords.en)("call", "passed")).toBe("passed");
});

test("sizes are said as a person would", () => {
  expect(en.room.refusedAlone(5 * 1_048_576, 2 * 1_048_576)).toContain("5 MB; the session takes up to 2 MB");
  expect(es.room.refusedAlone(5.5 * 1_048_576, 2_097_152)).toContain("5,5 MB");
});
