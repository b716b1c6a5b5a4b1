"""The tables of libraries and their questions. What a session has of them is a copy: no key leads from it to here."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from codesala.db.models import Base, Moment, RowId, now


class Library(Base):
    """A shelf of questions."""

    __tablename__ = "libraries"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class LibraryLink(Base):
    """An unguessable token that carries one right in one library. Only its SHA-256 is kept."""

    __tablename__ = "library_links"
    __table_args__ = (
        CheckConstraint("opens_for IN ('edit', 'use')", name="opens_for"),
        Index("ix_library_links_library_id", "library_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[str] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    opens_for: Mapped[str] = mapped_column(String(8))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class Question(Base):
    """What lists show of a question's newest version. `tags` and `languages` are JSON; `searched` is what a search
    looks through, casefolded. `bytes` of all its versions count for the library."""

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("library_id", "slug"),
        Index("ix_questions_library_id_is_archived_updated_at", "library_id", "is_archived", "updated_at"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    library_id: Mapped[str] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    difficulty: Mapped[str | None] = mapped_column(String(8))
    minutes: Mapped[int | None] = mapped_column(Integer)
    tags: Mapped[str] = mapped_column(Text)
    languages: Mapped[str] = mapped_column(Text)
    searched: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    bytes: Mapped[int] = mapped_column(Integer)
    is_archived: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now)


class QuestionVersion(Base):
    """A question as it was saved once; never changed. `content` is the JSON of content.Content."""

    __tablename__ = "question_versions"

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    changed_by: Mapped[str | None] = mapped_column(String(40))


class SessionQuestion(Base):
    """A session's own copy of a question. Prepared: only hosts know of it. `public` is what candidates see, as JSON,
    and `digest` its SHA-256: kept, so that the recording is of what was asked whatever is public later. `folder` is
    where its files were laid in, "" beside the main file, and null until they are."""

    __tablename__ = "session_questions"
    __table_args__ = (CheckConstraint("state IN ('prepared', 'shown', 'hidden')", name="state"),)

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    library_id: Mapped[str | None] = mapped_column(String(64))
    question_id: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int | None] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(120))
    content: Mapped[str] = mapped_column(Text)
    public: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8))
    added_at: Mapped[datetime] = mapped_column(Moment, default=now)
    shown_at: Mapped[datetime | None] = mapped_column(Moment)
    folder: Mapped[str | None] = mapped_column(String(60))
