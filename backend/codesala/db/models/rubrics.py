"""The rubric of a session, as a table."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from codesala.db.models.base import Base


class SessionRubric(Base):
    """Which skills a session's interviewers judge. `skills` is JSON: [{"name", "levels": what 1 to 4 mean}]. No row: no
    rubric."""

    __tablename__ = "session_rubrics"

    session_id: Mapped[str] = mapped_column(String(64), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    skills: Mapped[str] = mapped_column(Text)
