"""What screening is told about a document, and what it says about an update."""

from dataclasses import dataclass, field

from codesala.wire.screening.halves import Halves
from codesala.wire.screening.layout import Layout
from codesala.wire.screening.whereabouts import Begun, Whereabouts
from codesala.wire.yjs import Id

NEW_CLIENTS = 5_000
"""So many more sections than clients are known may one update have: no address may bring more (ownership.py)."""
NEW_DELETE_RANGES = 50_000
"""So many more than are known may come in one update: an answer to SyncStep1 tells all that was ever deleted."""

Place = tuple[Id | None, Id]
"""The characters that text was put between, its origin and right origin in Yjs; the first is None at the beginning."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one update may hold. Many structs at one place cost the engine quadratic time."""

    structs: int
    at_one_place: int = 32
    delete_ranges: int = NEW_DELETE_RANGES
    clients: int = NEW_CLIENTS
    is_trusted: bool = False
    """It was let in elsewhere: it may name files that are not known here, and stand where it stands."""


TRUSTED = Bounds(10_000_000, 10_000_000, 10_000_000, 10_000_000, is_trusted=True)


@dataclass(slots=True)
class Knowledge:
    """What a document is known to hold, as far as screening needs it."""

    clocks: dict[int, int] = field(default_factory=dict)
    """Client id → its next clock (Yjs state vector)."""
    halves: Halves = field(default_factory=Halves)
    texts: Whereabouts | None = None
    """Which text each character is in; None while there is only main's."""

    def take(self, verdict: "Verdict") -> None:
        """Count an accepted update as known."""
        self.clocks.update(verdict.ends)
        if verdict.halves.chunks:
            self.halves.update(verdict.halves)
        if self.texts is not None:
            self.texts.take(verdict.begun)


@dataclass(slots=True)
class Verdict:
    """What an accepted update brings."""

    ends: dict[int, int] = field(default_factory=dict)
    """Client id → its next clock, for clients whose text the update extends."""
    halves: Halves = field(default_factory=Halves)
    inserted_bytes: int = 0
    structs: int = 0
    delete_ranges: int = 0
    places: tuple[Place, ...] = ()
    """Where it puts text before other text. Whether that can be, only the document can say (neighbours.py)."""
    left: Id | None = field(default=None, compare=False)
    """Behind which character it puts text; told only of what typing makes (layout)."""
    is_nested: bool = False
    """Some of these characters are in this very update."""
    begun: tuple[Begun, ...] = ()
    """Which texts it goes on in; empty while only main's is known."""
    strange: frozenset[bytes] = frozenset()
    """Roots of files that it names and that are not known. Only what is trusted may."""
    layout: Layout | None = field(default=None, compare=False)
    """None for what typing makes."""
