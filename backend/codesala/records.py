"""Plain records that cross floors, and which role may write. Rooms fill and read them, storage keeps them, services
pass them on.

They live in a module of their own because `storage` must not import `rooms`, nor the other way round.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["interview", "practice"]
"""Of a session."""


class Batch(NamedTuple):
    """Log entries of one room that are committed together: one row.

    `writer` is the id of the room that accepted them (a room opened twice has two ids) and `number` counts its batches
    from 1 without gaps, in commit order. The pair makes an append idempotent: it may be repeated when nobody knows
    whether a commit arrived. `data` is packed entries (wire/entries.py).
    """

    session_id: str
    writer: str
    number: int
    entry_count: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A merged prefix of the log, for fast loading only: one Yjs update v1, the batches that it covers
    (writer → number of its last covered batch) and how many entries and bytes those hold."""

    update: bytes
    covers: Mapping[str, int]
    entry_count: int
    log_bytes: int
    events: bytes = b""
    """Packed entries that those who open a room need beside the document: the events of the last runs."""


@dataclass(frozen=True, slots=True)
class StoredLog:
    """What a room opens from: the newest checkpoint, if any, and the batches that it does not cover,
    each writer's in order of number."""

    checkpoint: Checkpoint | None
    batches: Sequence[Batch]


@dataclass(frozen=True, slots=True)
class Countdown:
    """A timer that all may see. `started_at_ms` is the server's clock, milliseconds since 1970."""

    started_at_ms: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Admission:
    """What a host decided last about a participant: `admitted` or `removed`, and when (milliseconds since 1970)."""

    state: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of a session beside its main one. `has_text`: the server laid its first text in (paths.writer_of)."""

    file_id: str
    path: str
    has_text: bool
    is_deleted: bool


class FileText(NamedTuple):
    """A file as it is now; the main one is called `main` and by the session's language."""

    file_id: str
    path: str
    root: str
    text: str
    is_deleted: bool = False


FileChangeKind = Literal["create", "rename", "delete", "restore"]


@dataclass(frozen=True, slots=True)
class FileChange:
    """What somebody asks to be done with a file. `file_id` is of paths.mint_file_id when it is created. `path` is as it
    was asked for, of those that have none None; `update` lays in the text of a new file, as one Yjs update."""

    kind: FileChangeKind
    file_id: str
    at_ms: int
    path: str | None = None
    update: bytes = b""
    participant: str | None = None
    name: str | None = None
    question: int | None = None
    """The session's question that it came with."""


@dataclass(frozen=True, slots=True)
class FileRefused:
    """Why a file stays as it is: in a word of docs/protocol.md, and as a sentence for people."""

    reason: Literal["path", "taken", "reserved", "too_many", "gone"]
    message: str


FROZEN_FROM = 2
SHUT_FROM = 3
"""So many workers must have died of a session until it is read-only, and until it is not even opened."""
SHUT = "This session has ended the server three times, so it stays shut. Its host or the operator can try once more."


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A session's question: `prepared` (only hosts know of it), `shown` or `hidden`. `digest` is of what candidates
    see of it; times are milliseconds since 1970."""

    number: int
    title: str
    digest: str
    state: str
    shown_at_ms: int | None
    folder: str | None = None
    """Where its files were laid in: "" is beside the main file."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that was shown in a session: what candidates saw of it, as canonical JSON with that digest."""

    number: int
    digest: str
    public: str


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a room knows of its session's row and of the rows around it. `revision` grows with every change."""

    session_id: str
    title: str | None
    language: str
    status: str
    created_at_ms: int = 0
    revision: int = 0
    rewrites: int = 0
    """How often its log was rewritten: what was read before the last time is not true any more."""
    is_locked: bool = False
    runs_disabled: bool = False
    deaths: int = 0
    """How many workers died while they were busy with it (sessions/deaths.py)."""
    shares_code: bool = True
    timer: Countdown | None = None
    has_lobby: bool = False
    """New candidates wait until a host lets them in."""
    questions: Sequence[QuestionFacts] = ()
    """In order of their numbers."""
    links: Mapping[int, bool] = field(default_factory=dict)
    """Ids of the links that are not withdrawn → whether who comes by it waits until a host lets them in."""
    admissions: Mapping[str, Admission] = field(default_factory=dict)
    """By participant."""
    files: tuple[FileFacts, ...] = ()
    """Beside the main one, by their paths, deleted ones too."""


def may_write(role: str, is_locked: bool) -> bool:
    """Whether the role may in a session that candidates are locked out of, or are not; apart from what holds for all
    who are in it."""
    return role == "host" or (role == "candidate" and not is_locked)


@dataclass(frozen=True, slots=True)
class WantedQuestions:
    """Which questions of a library are asked for."""

    words: Sequence[str] = ()
    """Each is found in the title, the slug, a tag, the difficulty or a language."""
    tag: str | None = None
    language: str | None = None
    difficulty: str | None = None
    is_archived: bool = False
