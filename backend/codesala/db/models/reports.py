"""Reports of hidden tests, as a table."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from codesala.db.models.base import Base, Moment, now


class TestReport(Base):
    """How the cases of a run of hidden tests went. `cases` is JSON: [{"name", "outcome", "kind"}]; of the run the log
    knows no more than which passed. `participant` is the host who ran them, as far as that is known."""

    __tablename__ = "test_reports"

    session_id: Mapped[str] = mapped_column(String(64), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    run: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    participant: Mapped[str | None] = mapped_column(String(64))
    question: Mapped[int] = mapped_column(Integer)
    suite: Mapped[str] = mapped_column(String(8))
    cases: Mapped[str] = mapped_column(Text)
