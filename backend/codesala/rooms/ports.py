"""What rooms need from outside, as Protocols: a log that lasts, a broker between nodes, and who is where."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

from codesala.records import Batch, Checkpoint, FileChange, FileRefused, SessionFacts, StoredLog


class SessionLog(Protocol):
    """The durable side of rooms. Every method is one transaction, bounded in time.

    Raises `errors.Unavailable` when the database cannot be reached now, and `errors.NotFound` when there is no such
    session. "Not found" and "failed" are never mixed up: an empty room is never opened over a failed load.
    """

    async def append(self, batches: Sequence[Batch]) -> None:
        """Commit all batches in one transaction; on return they are on disk. Repeating a batch changes nothing.
        A batch whose session was deleted meanwhile is dropped silently."""
        ...

    async def load(self, session_id: str) -> tuple[SessionFacts, StoredLog]: ...

    async def load_batch(self, session_id: str, writer: str, number: int) -> Batch | None:
        """One batch of the log; None when there is no such batch."""
        ...

    async def written(self, session_id: str) -> Mapping[str, tuple[int, int]]:
        """Writer → number of its last batch in the log of the session, and how many of its batches are there."""
        ...

    async def facts(self, session_id: str) -> SessionFacts: ...

    async def store_checkpoint(self, session_id: str, checkpoint: Checkpoint, revision: int | None = None) -> bool:
        """Replace the session's checkpoint and what it covers in one transaction, unless the stored one
        already covers more entries. False when the session no longer has the `revision` with which the log was read."""
        ...

    async def change_language(self, session_id: str, event: Mapping[str, Any]) -> None:
        """To the `language` of the event, which is recorded. Raises `errors.NotFound` when there is no such live
        session."""
        ...

    async def change_file(self, session_id: str, change: FileChange) -> Sequence[Mapping[str, Any]] | FileRefused:
        """The events that tell of it, which are recorded; none when it is so already. Raises `errors.NotFound` when
        there is no such live session."""
        ...

    async def question(self, session_id: str, number: int) -> str:
        """The content of a session's question as canonical JSON, hidden cases too. Raises `errors.NotFound` when there
        is none."""
        ...

    async def outdated(self, revisions: Mapping[str, int]) -> Sequence[str]:
        """Of these sessions (id → revision) those that have another revision now, or are gone."""
        ...

    async def admit(self, session_id: str, participants: Collection[str]) -> None:
        """Let in who is inside already, unless a host decided otherwise; the revision grows."""
        ...


Receive = Callable[[Sequence[bytes]], None]


class Broker(Protocol):
    """Bytes between nodes. A hint, never the truth: payloads may be lost, and never arrive twice or out of order
    from one publisher. Own payloads come back to the publisher too, unless they are for other nodes."""

    @property
    def node(self) -> bytes:
        """This node, 8 bytes, for others to name it in `publish`."""
        ...

    def publish(self, channel: str, payload: bytes, nodes: Collection[bytes] = ()) -> None:
        """Queue a payload; returns at once, never raises, drops the payload while the line is down. With `nodes` it is
        needed only there: subscribers on others may or may not get it."""
        ...

    async def subscribe(self, channel: str, receive: Receive, lost: Callable[[], None]) -> None:
        """From its return on, `receive` is called with payloads, those that came together, on this event loop; `lost`
        is called when payloads may have been missed and the line is up again. While the line is down the subscription
        waits for its return: it does not raise for that."""
        ...

    async def unsubscribe(self, channel: str, receive: Receive) -> None:
        """End the subscription that `receive` was given to; nothing happens when there is none."""
        ...

    async def subscribers(self, channel: str) -> int:
        """How many nodes subscribe to the channel, this one included; 0 when that cannot be told now."""
        ...

    def is_alone(self, channel: str) -> bool:
        """Whether certainly nobody but one node subscribes to the channel; False where that takes asking."""
        ...

    async def ping(self) -> None:
        """Raises `errors.Unavailable` within 2 s when the broker does not answer."""
        ...

    async def aclose(self) -> None: ...


class ProgramRun(Protocol):
    """A program that runs somewhere else."""

    def input(self, line: str | None) -> None:
        """A line without its end for its standard input, or None for the end of input."""
        ...

    def case(
        self, stdin: str, args: Collection[str], *, is_call: bool = False, files: Mapping[str, str] | None = None
    ) -> None:
        """Run a program that is tested with this, or call the function of it that the input names; with `files` beside
        it this once."""
        ...

    def cut(self) -> None:
        """End the case that runs."""
        ...

    def stop(self) -> None: ...


class ProgramRunner(Protocol):
    """Runs programs far away from this process."""

    async def version(self, language: str) -> str | None:
        """What runs programs of the language, like "Java 17", or None when nothing does now."""
        ...

    def start(
        self,
        language: str,
        files: Mapping[str, str],
        entry: str,
        receive: Callable[[dict[str, Any]], None],
        owners: Collection[str],
        *,
        is_tested: bool,
    ) -> ProgramRun:
        """`files` are texts by paths; `entry` is the one with which the program begins. `receive` gets, on this event
        loop and never within this call, {"type": "taken", "version"}, {"type": "compiling"}, {"type": "running"},
        {"type": "output", "stream", "text"} and exactly one, last, {"type": "ended", "reason", "code", "duration_ms",
        "message"}. One that `is_tested` runs once a case, which is over with "tried", like "ended". Places are shared
        out fairly between `owners`. Never raises: what fails is an end with the reason "failed"."""
        ...


class Attendance(Protocol):
    """Who is in which session, over all nodes; what a dead node reported expires within 12 s."""

    async def report(self, node_id: str, people: Mapping[str, frozenset[str]]) -> None:
        """Replace what this node reported (session id → participant ids) and keep it alive for 12 s. The mapping is
        not changed afterwards: the same object says the same."""
        ...

    async def everybody(self) -> Mapping[str, frozenset[str]]:
        """Session id → participant ids on all living nodes; the same object as before says that nothing has changed.
        Raises `errors.Unavailable`."""
        ...
