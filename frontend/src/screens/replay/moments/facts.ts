// What happened, in words.
import type { Mark } from "../../../record/marks";
import type { Counts, RunEnded } from "../../../sync/runs/runevents";
import type { ReplayModel } from "../replay.svelte";
import { titleOf } from "../../../api/questions";
import { personal } from "../../../app/personal.svelte";
import { replay } from "../words";

export function markText(model: ReplayModel, mark: Mark): string {
  const words = replay.words.facts;
  const { people } = model;
  const { fact } = mark;
  if (!fact) return words.note(mark.title || replay.words.untitledNote);
  switch (fact.type) {
    case "joined":
    case "left":
    case "renamed":
      return words[fact.type](people.nameOf(fact.participant, fact.name));
    case "admitted":
    case "removed":
    case "turned_away":
      return words[fact.type](people.nameOf(fact.who, fact.whoName));
    case "language":
      return words.language(model.languageName(fact.language));
    case "paste": {
      const said = words.paste(people.nameOf(fact.participant, fact.name), fact.characters, fact.lines);
      return fact.awayMs > 0 ? `${said}, ${words.pasteAfter(fact.awayMs)}` : said;
    }
    case "file":
      return words.file[fact.change](people.nameOf(fact.participant, fact.name), fact.path, fact.previous ?? "");
    case "question": {
      const asked = model.record?.questions.find(({ number }) => number === fact.number);
      const title = titleOf({ ...asked, title: fact.title }, personal.language);
      return words.question[fact.isShown ? "shown" : "hidden"](title);
    }
    case "away":
      return words.away(people.nameOf(fact.participant, fact.name), fact.durationMs);
    case "timer":
      return fact.seconds === null ? words.timerOff : words.timer(fact.seconds * 1000);
    case "run": {
      const { event } = fact;
      if (event.type === "run.ended") return testedText(model, event);
      if (event.type !== "run.started") return "";
      const said = words.run(people.nameOf(event.participant, event.name), model.languageName(event.language));
      const ending = model.record?.endings.get(event.run);
      if (!ending) return said;
      const { reason, code } = ending;
      return words.runEnded(
        said,
        reason === "exited" || reason === "error" ? words.results[reason](code) : words.results[reason],
      );
    }
    case "ended": {
      const { by } = fact;
      return by === "host" || by === "operator" || by === "idle" ? words.ended[by] : words.endedOther;
    }
    case "changed":
    case "silent":
      return "";
    default:
      return words[fact.type];
  }
}

function testedText(model: ReplayModel, { run, tests }: RunEnded): string {
  const began = model.record?.beginnings.get(run);
  if (!began || !tests) return "";
  const name = model.people.nameOf(began.participant, began.name);
  return replay.words.facts.tested(name, tests.passed, allOf(tests), began.tests?.suite === "hidden");
}

const allOf = ({ passed, failed, skipped }: Counts): number => passed + failed + skipped;

/** What stands beside the sign of tests: how many passed. */
export function countText({ fact }: Mark): string | null {
  const tests = fact?.type === "run" && fact.event.type === "run.ended" ? fact.event.tests : undefined;
  return tests ? `${tests.passed}/${allOf(tests)}` : null;
}

/** What the last entry before the moment did, for who cannot see it. */
export function lastText(model: ReplayModel): string | null {
  const { record, entries, shown } = model;
  if (!record || entries === 0) return null;
  const mark = model.marks.find((one) => one.entries === entries);
  if (mark) return markText(model, mark);
  const size = shown === entries ? record.texts.size(entries - 1) : null;
  const by = record.byOf(entries);
  return size && by !== "" ? replay.words.facts.wrote(model.people.nameOf(by), size.inserted, size.deleted) : null;
}
