"""The files of a session beside its main one, as a table."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from codesala.db.models.base import Base, Moment, now

NOT_DELETED = "deleted_at IS NULL"


class SessionFile(Base):
    """A file that a session has or had, beside its main one, which is no row. Its text is in the document's root
    `file:<file_id>`; `has_text`: the server laid text in, in the batch of that name. `folded` is the path as those
    compare that take "Util.py" and "util.py" for one. `question`: the session's question that it came with."""

    __tablename__ = "session_files"
    __table_args__ = (
        Index(
            "ix_session_files_folded",
            "session_id",
            "folded",
            unique=True,
            postgresql_where=text(NOT_DELETED),
            sqlite_where=text(NOT_DELETED),
        ),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    path: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(String(300))
    has_text: Mapped[bool] = mapped_column(Boolean)
    question: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    created_by: Mapped[str | None] = mapped_column(String(64))
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
