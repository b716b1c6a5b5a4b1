"""Sessions, their links, and the log of their documents with its checkpoints."""

import sqlalchemy as sa
from alembic import op

from codesala.db.models import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("initial_code", sa.Text(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("active_users", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.CheckConstraint("status IN ('live', 'ended')", name=op.f("ck_sessions_status")),
        sa.CheckConstraint("active_users >= 0", name=op.f("ck_sessions_active_users")),
    )
    op.create_index("ix_sessions_created_at_id", "sessions", ["created_at", "id"])
    op.create_index(
        "ix_sessions_active",
        "sessions",
        ["id"],
        postgresql_where=sa.text("active_users <> 0"),
        sqlite_where=sa.text("active_users <> 0"),
    )
    op.create_table(
        "links",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("token", sa.String(64), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_links_token_hash")),
        _of_session("links"),
        sa.CheckConstraint("role IN ('host', 'candidate', 'observer')", name=op.f("ck_links_role")),
        sa.CheckConstraint("token IS NULL OR role = 'candidate'", name=op.f("ck_links_token_is_candidates")),
    )
    op.create_index("ix_links_session_id", "links", ["session_id"])
    op.create_table(
        "log_batches",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("writer", sa.String(64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "writer", "number", name=op.f("pk_log_batches")),
        _of_session("log_batches"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("update", sa.LargeBinary(), nullable=False),
        sa.Column("events", sa.LargeBinary(), nullable=False),
        sa.Column("entry_count", sa.BigInteger(), nullable=False),
        sa.Column("log_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_checkpoints")),
        _of_session("checkpoints"),
    )
    op.create_table(
        "checkpoint_covers",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("writer", sa.String(64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "writer", name=op.f("pk_checkpoint_covers")),
        _of_session("checkpoint_covers"),
    )


def downgrade() -> None:
    for table in ("checkpoint_covers", "checkpoints", "log_batches", "links", "sessions"):
        op.drop_table(table)


def _of_session(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_session_id_sessions")
    return sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=name, ondelete="CASCADE")
