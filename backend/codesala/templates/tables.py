"""The table of templates, which are kept in libraries."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from codesala.db.models import Base, Moment, now


class Template(Base):
    """A recipe for sessions. `content` is the JSON of templates.Recipe; `version` counts its changes."""

    __tablename__ = "templates"
    __table_args__ = (UniqueConstraint("library_id", "name"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    library_id: Mapped[str] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(Integer)
    content: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now)
