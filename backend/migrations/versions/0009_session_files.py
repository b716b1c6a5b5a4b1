"""Several files in a session: those beside its main one, which needs no row."""

import sqlalchemy as sa
from alembic import op

from codesala.db.models import Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "session_files",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("file_id", sa.String(16), nullable=False),
        sa.Column("path", sa.String(120), nullable=False),
        sa.Column("folded", sa.String(300), nullable=False),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(64), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_session_files_session_id_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "file_id", name=op.f("pk_session_files")),
    )
    op.create_index(
        "ix_session_files_folded",
        "session_files",
        ["session_id", "folded"],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
        sqlite_where=sa.text("deleted_at IS NULL"),
    )
