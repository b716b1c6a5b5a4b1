import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";

import { isNamed, placeOf, Places } from "./places";

const PEOPLE = 100;

/** A page with a text, and others whose carets it hears of. Counts how often one is looked for in the text. */
function page(content: string, others: number) {
  const doc = new Y.Doc();
  const text = doc.getText();
  text.insert(0, content);
  const awareness = new Awareness(doc);
  const people = Array.from({ length: others }, () => new Awareness(new Y.Doc()));
  const counted = { looks: 0 };
  const says = (person: Awareness, at: number) => {
    const position = Y.createRelativePositionFromTypeIndex(text, at);
    person.setLocalStateField("cursor", JSON.parse(JSON.stringify({ anchor: position, head: position })));
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(person, [person.clientID]), "line");
  };
  for (const [index, person] of people.entries()) says(person, (index * 7) % (content.length + 1));
  const places = new Places(text, awareness, (...asked) => {
    counted.looks += 1;
    return placeOf(...asked);
  });
  const close = () => [awareness, ...people].forEach((one) => one.destroy());
  return { text, awareness, people, places, counted, says, close };
}

test("of a hundred people's carets only those are looked for that moved, and none for a key elsewhere", () => {
  const { people, places, counted, says, close } = page("x".repeat(5_000), PEOPLE);
  expect(counted.looks).toBe(PEOPLE);
  const [mover] = people;
  if (!mover) throw new Error("nobody");
  says(mover, 77);
  places.moved([mover.clientID], 0);
  places.moved([mover.clientID], 0); // a new colour, the same place
  expect(counted.looks).toBe(PEOPLE + 1);
  let state = EditorState.create({ doc: "x".repeat(5_000) });
  for (let key = 0; key < 50; key += 1) {
    const { changes, state: next } = state.update({ changes: { from: 1_000 + key, insert: "k" } });
    places.carry(changes);
    state = next;
  }
  expect(counted.looks).toBe(PEOPLE + 1);
  close();
});

test("a caret that is carried through changes stands where the shared text has it", () => {
  const { text, awareness, places, close } = page("0123456789\nabcdefghij\n".repeat(4), 40);
  let state = EditorState.create({ doc: text.toString() });
  let draw = 7;
  const below = (most: number) => (draw = (draw * 16_807) % 2_147_483_647) % most;
  for (let edit = 0; edit < 200; edit += 1) {
    const from = below(text.length + 1);
    const removed = Math.min(below(4), text.length - from);
    const inserted = "+".repeat(below(4));
    text.doc?.transact(() => {
      text.delete(from, removed);
      text.insert(from, inserted);
    });
    const { changes, state: next } = state.update({ changes: { from, to: from + removed, insert: inserted } });
    places.carry(changes);
    state = next;
  }
  expect(state.doc.toString()).toBe(text.toString());
  for (const { client, place } of places.all()) {
    expect(place).toEqual(placeOf(text, awareness.getStates().get(client)?.cursor));
  }
  expect([...places.all()]).toHaveLength(40);
  close();
});

test("a caret in text that has not come yet is found when it comes, and one that is gone is forgotten", () => {
  const { text, awareness, people, places, close } = page("start", 1);
  const [person] = people;
  if (!person) throw new Error("nobody");
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(text.doc ?? theirs));
  theirs.getText().insert(0, "new ");
  const position = Y.createRelativePositionFromTypeIndex(theirs.getText(), 2);
  person.setLocalStateField("cursor", JSON.parse(JSON.stringify({ anchor: position, head: position })));
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(person, [person.clientID]), "line");
  places.moved([person.clientID], 0);
  expect([...places.all()]).toEqual([]);

  Y.applyUpdate(text.doc ?? theirs, Y.encodeStateAsUpdate(theirs));
  places.carry(EditorState.create({ doc: "start" }).update({ changes: { from: 0, insert: "new " } }).changes);
  expect([...places.all()]).toMatchObject([{ place: { anchor: 2, head: 2 } }]);
  person.setLocalState(null);
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(person, [person.clientID]), "line");
  places.moved([person.clientID], 0);
  expect([...places.all()]).toEqual([]);
  close();
});

test("of several carets at one place the one that moved last is named, far ones are named too", () => {
  const at = (client: number, head: number, movedAtMs: number) => ({
    client,
    movedAtMs,
    place: { anchor: head, head },
  });
  const places = [at(1, 100, 5), at(2, 103, 7), at(3, 99, 7), at(4, 400, 1)];
  expect(places.filter(({ client }) => isNamed(client, places)).map(({ client }) => client)).toEqual([3, 4]);
});
