"""The checker, after Jepsen's test of sets: whether a text is right about each word that was typed or deleted."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from tests.faults.typist import WORD, Act, Typist


@dataclass(slots=True)
class Findings:
    """How many words were wrong, in which way. All must be 0."""

    lost: int = 0
    """Typed by somebody who is still here, deleted by nobody, and not in the text."""
    lost_though_saved: int = 0
    doubled: int = 0
    back: int = 0
    """Deleted by somebody who is still here, or reported so as saved, and in the text."""
    torn: int = 0
    """Text that nobody typed so."""
    falsely_saved: int = 0
    """Called saved while nothing could be written."""

    def __bool__(self) -> bool:
        return any(self.counts)

    @property
    def counts(self) -> list[int]:
        return [getattr(self, one.name) for one in fields(self)]

    def add(self, other: "Findings") -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def audit(text: str, people: Iterable[Typist]) -> Findings:
    """What is wrong with this text, if those who are not gone have told all that they had."""
    acts = [act for person in people for act in person.acts]
    deletions: defaultdict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if act.is_deletion:
            deletions[act.word].append(act)
    there = Counter(WORD.findall(text))
    found = Findings()
    for act in acts:
        if act.is_deletion:
            continue
        count, deleted = there.pop(act.word, 0), deletions[act.word]
        found.doubled += count > 1
        found.back += count > 0 and any(_must_hold(one) for one in deleted)
        if not count and not deleted and _must_hold(act):
            found.lost_though_saved += act.is_saved
            found.lost += not act.is_saved
    unfinished = [act.word for act in acts if not _must_hold(act) and not act.is_deletion]
    pieces = [f"<{piece}" for piece in WORD.sub("", text).split("<") if piece]
    found.torn += len(there) + sum(not any(word.startswith(piece) for word in unfinished) for piece in pieces)
    return found


def falsely_saved(people: Iterable[Typist], from_s: float, until_s: float) -> int:
    """Acts of a time in which nothing could be written, and that were called saved in it."""
    return sum(
        act.at_s > from_s and act.saved_at_s is not None and act.saved_at_s < until_s
        for person in people
        for act in person.acts
    )


def _must_hold(act: Act) -> bool:
    """What somebody did who is gone may be lost, unless they were told that it is saved."""
    return act.is_saved or not act.by.is_gone
