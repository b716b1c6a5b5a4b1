// The sample replay of the start page: a short interview, written down here as a story and made into a record when asked
// for. It has the form in which a server answers (docs/replay.md).
import * as Y from "yjs";

const ANA = { participant: "ana", name: "Ana", role: "host" };
const MARCUS = { participant: "marcus", name: "Marcus", role: "candidate" };

const FIRST_TRY = `def two_sum(numbers, target):
    seen = {}
    for place, number in enumerate(numbers):
        seen[number] = place
        if target - number in seen:
            return seen[target - number], place


print(two_sum([3, 2, 4], 6))
`;

/** The record, played on the day that `startMs` names. */
export function sampleRecord(startMs: number): string {
  const docs = new Map([ANA, MARCUS].map(({ participant }, index) => [participant, docOf(index + 1)]));
  const entries: { at: number; by: string; update?: string; event?: Record<string, unknown> }[] = [];
  let at = startMs;

  const wait = (ms: number) => (at += ms);
  const happens = (by: string, event: Record<string, unknown>) => entries.push({ at, by, event });
  const joins = (person: typeof ANA) => happens(person.participant, { type: "joined", ...person });
  const edit = ({ participant: by }: typeof ANA, change: (text: Y.Text) => void) => {
    const doc = docs.get(by);
    if (!doc) return;
    const take = (update: Uint8Array) => {
      entries.push({ at, by, update: btoa(String.fromCharCode(...update)) });
      for (const other of docs.values()) if (other !== doc) Y.applyUpdate(other, update, "other");
    };
    doc.on("update", take);
    change(doc.getText("code"));
    doc.off("update", take);
  };
  /** Key by key, before `mark` or else at the end. Who types thinks longer at the end of a line. */
  const types = (person: typeof ANA, text: string, mark?: string) => {
    const start = docs.get(person.participant)?.getText("code").toString() ?? "";
    const place = mark === undefined ? start.length : start.indexOf(mark);
    [...text].forEach((key, index) => {
      edit(person, (code) => code.insert(place + index, key));
      wait(key === "\n" ? 420 : 70 + ((index * 37) % 60));
    });
  };
  const deletes = (person: typeof ANA, gone: string) =>
    edit(person, (code) => code.delete(code.toString().indexOf(gone), gone.length));
  const runs = ({ participant: by }: typeof ANA, run: string, printed: string) => {
    happens(by, { type: "run.started", run, language: "python", runtime: "Python 3", on: "browser" });
    wait(240);
    happens(by, { type: "run.output", run, stream: "stdout", text: printed });
    happens(by, { type: "run.ended", run, reason: "exited", code: 0, duration_ms: 240 });
  };

  joins(ANA);
  wait(1_200);
  types(ANA, "# Which two places hold numbers that add up to the target?\n\n");
  joins(MARCUS);
  wait(1_800);
  types(MARCUS, FIRST_TRY);
  runs(MARCUS, "sample-1", "(0, 0)\n");
  wait(1_500);
  types(ANA, "# Place 0 twice: is that allowed?\n");
  wait(1_400);
  deletes(MARCUS, "        seen[number] = place\n");
  wait(900);
  types(MARCUS, "        seen[number] = place\n", "\n\nprint(");
  wait(500);
  runs(MARCUS, "sample-2", "(1, 2)\n");
  wait(1_200);
  deletes(ANA, "# Place 0 twice: is that allowed?\n");
  types(ANA, "# Good. And if the numbers were sorted?\n");
  wait(1_500);
  happens("", { type: "ended", by: "host" });

  const time = (ms: number) => new Date(ms).toISOString();
  const session = { title: "Two numbers", language: "python", status: "ended" };
  return JSON.stringify({
    session: { ...session, created_at: time(startMs), ended_at: time(at) },
    people: [ANA, MARCUS],
    entries: entries.map((entry, index) => ({ n: index + 1, ...entry })),
    damaged: 0,
    next: null,
    total: entries.length,
  });
}

function docOf(clientID: number): Y.Doc {
  return Object.assign(new Y.Doc(), { clientID });
}
