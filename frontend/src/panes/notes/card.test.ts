import { expect, test } from "vitest";

import { type Judgement, merged } from "./card";

const card = (comment: string): Judgement => ({ skills: [], verdict: null, comment });

test.each([
  ["unchanged here", "Kind.", "Kind.", "Kind. Quick.", "Kind. Quick."],
  ["unchanged there", "Kind.", "Kind. Quick.", "Kind.", "Kind. Quick."],
  ["written in both, from nothing", "", "Quick.", "Kind.", "Kind.\n\nQuick."],
  ["the same in both", "Kind.", "Kind. Quick.", "Kind. Quick.", "Kind. Quick."],
  ["more of the same here", "", "Kind. Quick.", "Kind.", "Kind. Quick."],
  ["taken off here, gone on there", "Kind. Quick.", "Kind.", "Kind. Quick. Calm.", "Kind. Calm."],
  ["taken off there, gone on here", "Kind. Quick.", "Kind. Quick. Calm.", "Kind.", "Kind. Calm."],
  ["all taken off here, gone on there", "Kind.", "", "Kind. Calm.", " Calm."],
  ["a word gone on with here", "Ki", "Kind.", "Ki\n\nCalm.", "Kind.\n\nCalm."],
  ["at the two ends", "Kind.", "So: Kind.", "Kind. Calm.", "So: Kind. Calm."],
  ["at two places", "a b c d", "A b c d", "a b c D", "A b c D"],
  ["the same word in both", "very kind", "very calm", "very quick", "very quick\n\ncalm"],
  ["taken off here, changed there", "a b c d", "a d", "a b X c d", "a b X c d"],
])("of a comment, %s", (_case, base, ours, theirs, both) => {
  expect(merged(card(base), card(ours), card(theirs)).comment).toBe(both);
});
