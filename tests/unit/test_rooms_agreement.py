"""Two copies of what one client wrote are compared unit for unit, whatever Yjs has made of them since."""

import random

from pycrdt import Doc, Text

from codesala.wire.agreement import agrees, section_of
from codesala.wire.updates import Section, read_update
from tests.support import yjs

ANA, BEN = 11, 22
LETTERS = "ab\n🎉ñ"


def doc_of(client: int) -> "Doc[Text]":
    doc: Doc[Text] = Doc(client_id=client)
    doc.get("code", type=Text)
    return doc


def text_of(doc: "Doc[Text]") -> Text:
    return doc.get("code", type=Text)


def edit(doc: "Doc[Text]", chance: random.Random) -> None:
    text = text_of(doc)
    places = [0]
    for character in str(text):
        places.append(places[-1] + len(character.encode()))
    at = chance.randrange(len(places))
    if chance.random() < 0.3 and at + 1 < len(places):
        del text[places[at] : places[min(at + chance.randrange(1, 4), len(places) - 1)]]
    else:
        text.insert(places[at], "".join(chance.choice(LETTERS) for _ in range(chance.randrange(1, 5))))


def word_of(client: int, update: bytes) -> Section:
    found = section_of(read_update(update), client)
    assert found is not None
    return found


def test_honest_copies_agree_however_they_were_cut_merged_and_deleted(chance: random.Random) -> None:
    compared = 0
    for _ in range(100):
        ana, ben = doc_of(ANA), doc_of(BEN)
        for _ in range(30):
            edit(chance.choice([ana, ben]), chance)
            if chance.random() < 0.3:
                ben.apply_update(ana.get_update(ben.get_state()))
            if chance.random() < 0.3:
                ana.apply_update(ben.get_update(ana.get_state()))
        ben.apply_update(ana.get_update(ben.get_state()))
        for _ in range(5):
            edit(ben, chance)  # each has deleted what the other still has
            edit(ana, chance)
        copy = section_of(read_update(ben.get_update()), ANA)
        if copy is None:
            continue
        own = word_of(ANA, ana.get_update())
        first = chance.randrange(copy.end)
        assert agrees(copy, own, first)
        compared += 1
    assert compared > 50


def test_the_same_characters_in_another_file_do_not_agree() -> None:
    util, other = "file:aaaaaaaaaaaa", "file:bbbbbbbbbbbb"
    own = word_of(ANA, yjs.typed(ANA, 0, "mine", root=util))
    cut = [yjs.text("mi", root=util), yjs.text("ne", origin=(ANA, 1))]
    assert agrees(word_of(ANA, yjs.update(yjs.Section(ANA, 0, cut))), own, 0)
    for root in ("code", other):
        assert not agrees(word_of(ANA, yjs.typed(ANA, 0, "mine", root=root)), own, 0)
        assert not agrees(word_of(ANA, yjs.update(yjs.Section(ANA, 0, [yjs.deleted(4, root=root)]))), own, 0)


def test_another_character_another_place_or_more_than_the_author_has_do_not_agree() -> None:
    own = word_of(ANA, yjs.typed(ANA, 0, "mine", after=(BEN, 3)))
    for forged in (
        yjs.typed(ANA, 0, "mind", after=(BEN, 3)),
        yjs.typed(ANA, 0, "mine", after=(BEN, 2)),
        yjs.typed(ANA, 0, "mine"),
        yjs.typed(ANA, 0, "mine and more", after=(BEN, 3)),
        yjs.update(yjs.Section(ANA, 0, [yjs.text("mi", origin=(BEN, 3)), yjs.text("ne", origin=(BEN, 3))])),
        yjs.update(yjs.Section(ANA, 0, [yjs.gc(4)])),
        yjs.update(yjs.Section(ANA, 0, [yjs.text("mine", origin=(BEN, 3), right_origin=(BEN, 5))])),
    ):
        assert not agrees(word_of(ANA, forged), own, 0)
    cut = yjs.update(yjs.Section(ANA, 0, [yjs.text("mi", origin=(BEN, 3)), yjs.deleted(2, origin=(ANA, 1))]))
    assert agrees(word_of(ANA, cut), own, 0)
    assert agrees(word_of(ANA, yjs.typed(ANA, 0, "ZZne", after=(BEN, 3))), own, 2), "what is known already is not asked"
