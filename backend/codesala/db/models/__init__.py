"""The tables. What must hold for the data is said here as constraints; migrations/ brings databases to this state."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from codesala.db.models.base import Base, Moment, RowId, now
from codesala.db.models.files import SessionFile
from codesala.db.models.reports import TestReport
from codesala.db.models.rubrics import SessionRubric

__all__ = [
    "UNENTERED",
    "Admission",
    "AuditLine",
    "Base",
    "CheckpointCover",
    "ErasedPerson",
    "Export",
    "Link",
    "LogBatch",
    "Moment",
    "Note",
    "RowId",
    "Scorecard",
    "Session",
    "SessionFile",
    "SessionRubric",
    "StoredCheckpoint",
    "TestReport",
    "now",
]

PRACTICE = "kind = 'practice'"
UNENTERED = "status = 'live' AND empty_since IS NULL AND active_users = 0"
"""Of sessions where nobody was ever counted, in the words of their index, by which it is found."""


class Session(Base):
    """An interview, or a candidate's practice for one (`kind`). `active_users` is a report of who is there, refreshed
    by a job; `empty_since` is when the last of them left, null while somebody is inside and as long as nobody ever was.
    `revision` grows with each change that rooms must learn of, `rewrites` with each rewriting of the log. `deaths`:
    workers that died while they were busy with it, the last `died_at`. `shares_code`: once it has ended, the candidate
    may download the code. Without `retention_days` the session is kept until somebody deletes it."""

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("status IN ('live', 'ended')", name="status"),
        CheckConstraint("active_users >= 0", name="active_users"),
        Index("ix_sessions_created_at_id", "created_at", "id"),
        Index(
            "ix_sessions_active",
            "id",
            postgresql_where=text("active_users <> 0"),
            sqlite_where=text("active_users <> 0"),
        ),
        Index(
            "ix_sessions_retention",
            "retention_days",
            "ended_at",
            postgresql_where=text("retention_days IS NOT NULL"),
            sqlite_where=text("retention_days IS NOT NULL"),
        ),
        Index(
            "ix_sessions_unentered",
            "created_at",
            postgresql_where=text(UNENTERED),
            sqlite_where=text(UNENTERED),
        ),
        Index("ix_sessions_practice", "created_at", postgresql_where=text(PRACTICE), sqlite_where=text(PRACTICE)),
        Index(
            "ix_sessions_empty",
            "empty_since",
            postgresql_where=text("status = 'live' AND empty_since IS NOT NULL"),
            sqlite_where=text("status = 'live' AND empty_since IS NOT NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(32))
    initial_code: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(8), default="live")
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    active_users: Mapped[int] = mapped_column(Integer, default=0)
    revision: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    rewrites: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str | None] = mapped_column(String(64))
    empty_since: Mapped[datetime | None] = mapped_column(Moment)
    is_locked: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    runs_disabled: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    shares_code: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    timer_started_at: Mapped[datetime | None] = mapped_column(Moment)
    timer_s: Mapped[int | None] = mapped_column(Integer)
    retention_days: Mapped[int | None] = mapped_column(Integer)
    deaths: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    died_at: Mapped[datetime | None] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(10), default="interview", server_default=text("'interview'"))


class Link(Base):
    """An unguessable token that carries one role in one session. Only its SHA-256 is kept, except for the
    candidate's, which whoever may read the session is told as room_id. Who comes by a link that `needs_admission`
    waits in the lobby until a host lets them in."""

    __tablename__ = "links"
    __table_args__ = (
        CheckConstraint("role IN ('host', 'candidate', 'observer', 'replay', 'report')", name="role"),
        CheckConstraint("token IS NULL OR role = 'candidate'", name="token_is_candidates"),
        Index("ix_links_session_id", "session_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    token: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    needs_admission: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class Admission(Base):
    """What a host decided about one participant: let in, or removed (and then not let in again by any link)."""

    __tablename__ = "admissions"
    __table_args__ = (CheckConstraint("state IN ('admitted', 'removed')", name="state"),)

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    participant: Mapped[str] = mapped_column(String(64), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class Note(Base):
    """A host's private note. `moment` is the time in the session that it is about; `participant` is its author as the
    session knows them, null for who has not said."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_session_id", "session_id"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(100))
    content: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(String(40))
    participant: Mapped[str | None] = mapped_column(String(64))
    moment: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Scorecard(Base):
    """One interviewer's judgement, theirs alone until submitted. `skills` is JSON: [{"name", "score" 1 to 4 or null}]
    in the interviewer's order."""

    __tablename__ = "scorecards"
    __table_args__ = (
        CheckConstraint(
            "verdict IS NULL OR verdict IN ('strong_no', 'no', 'yes', 'strong_yes')",
            name="verdict",
        ),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    interviewer: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(40))
    skills: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str | None] = mapped_column(String(16))
    comment: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)


class AuditLine(Base):
    """Who did what to a private note, and when; never its content. `actor` is a name as it was given, `participant` is
    that person as the session knows them."""

    __tablename__ = "audit_lines"
    __table_args__ = (Index("ix_audit_lines_session_id", "session_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    actor: Mapped[str | None] = mapped_column(String(40))
    participant: Mapped[str | None] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(32))
    note_id: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(100))


class Export(Base):
    """The file of a session that ended then: wanted by the transaction that ends it, made later by whichever node
    claims it. Once made, of `batch_count` batches of the log, it changes only when there are others: somebody was
    erased, or a node wrote late. The count is null for files of before it was kept."""

    __tablename__ = "exports"
    __table_args__ = (
        Index(
            "ix_exports_wanted",
            "ended_at",
            postgresql_where=text("made_at IS NULL"),
            sqlite_where=text("made_at IS NULL"),
        ),
        Index("ix_exports_made_at", "made_at"),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    ended_at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    head: Mapped[str | None] = mapped_column(String(64))
    batch_count: Mapped[int | None] = mapped_column(Integer)
    data: Mapped[bytes | None] = mapped_column(LargeBinary)


class ErasedPerson(Base):
    """Somebody who was erased from an ended session, of whose log `batch_count` batches were looked at. By their
    `person_hash` they are recognised when a node writes late of them (erasures/late.py)."""

    __tablename__ = "erasures"
    __table_args__ = (Index("ix_erasures_at", "at"),)

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    replacement: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_hash: Mapped[str] = mapped_column(String(64))
    with_text: Mapped[bool] = mapped_column(Boolean)
    batch_count: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class LogBatch(Base):
    """Log entries that were committed together (records.Batch). Rows are never changed, except to erase a person."""

    __tablename__ = "log_batches"

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    writer: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    entry_count: Mapped[int] = mapped_column(Integer)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class StoredCheckpoint(Base):
    """A merged prefix of a session's log (records.Checkpoint), for fast loading only."""

    __tablename__ = "checkpoints"

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    update: Mapped[bytes] = mapped_column(LargeBinary)
    events: Mapped[bytes] = mapped_column(LargeBinary)
    entry_count: Mapped[int] = mapped_column(BigInteger)
    log_bytes: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class CheckpointCover(Base):
    """The last batch of one writer that a session's checkpoint covers."""

    __tablename__ = "checkpoint_covers"

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    writer: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
