"""The interview itself: its end, locks, lobby and timer; private notes, scorecards, and exports."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from codesala.db.models import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Only columns: SQLite would make the table anew for more, and dropping the old one deletes what belongs to it.
    with op.batch_alter_table("sessions", recreate="never") as sessions:
        sessions.add_column(sa.Column("revision", sa.BigInteger(), nullable=False, server_default=sa.text("0")))
        sessions.add_column(sa.Column("ended_at", Moment(), nullable=True))
        sessions.add_column(sa.Column("ended_by", sa.String(64), nullable=True))
        sessions.add_column(sa.Column("empty_since", Moment(), nullable=True))
        sessions.add_column(sa.Column("is_locked", sa.Boolean(), nullable=False, server_default=sa.false()))
        sessions.add_column(sa.Column("runs_disabled", sa.Boolean(), nullable=False, server_default=sa.false()))
        sessions.add_column(sa.Column("shares_code", sa.Boolean(), nullable=False, server_default=sa.true()))
        sessions.add_column(sa.Column("timer_started_at", Moment(), nullable=True))
        sessions.add_column(sa.Column("timer_s", sa.Integer(), nullable=True))
        sessions.add_column(sa.Column("retention_days", sa.Integer(), nullable=True))
    op.create_index(
        "ix_sessions_retention", "sessions", ["retention_days", "ended_at"], **_where("retention_days IS NOT NULL")
    )
    op.create_index(
        "ix_sessions_empty", "sessions", ["empty_since"], **_where("status = 'live' AND empty_since IS NOT NULL")
    )
    with op.batch_alter_table("links") as links:
        links.add_column(sa.Column("needs_admission", sa.Boolean(), nullable=False, server_default=sa.false()))
        links.drop_constraint(op.f("ck_links_role"), type_="check")
        links.create_check_constraint("role", "role IN ('host', 'candidate', 'observer', 'replay')")
    op.create_table(
        "admissions",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("participant", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "participant", name=op.f("pk_admissions")),
        _of_session("admissions"),
        sa.CheckConstraint("state IN ('admitted', 'removed')", name=op.f("ck_admissions_state")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("author", sa.String(40), nullable=True),
        sa.Column("participant", sa.String(64), nullable=True),
        sa.Column("moment", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        _of_session("notes"),
    )
    op.create_index("ix_notes_session_id", "notes", ["session_id"])
    op.create_table(
        "scorecards",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("interviewer", sa.String(64), nullable=False),
        sa.Column("name", sa.String(40), nullable=True),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("session_id", "interviewer", name=op.f("pk_scorecards")),
        _of_session("scorecards"),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('strong_no', 'no', 'yes', 'strong_yes')",
            name=op.f("ck_scorecards_verdict"),
        ),
    )
    op.create_table(
        "audit_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(40), nullable=True),
        sa.Column("participant", sa.String(64), nullable=True),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("note_id", sa.String(64), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_lines")),
        _of_session("audit_lines"),
    )
    op.create_index("ix_audit_lines_session_id", "audit_lines", ["session_id"])
    op.create_table(
        "exports",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("ended_at", Moment(), nullable=False),
        sa.Column("claimed_until", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("made_at", Moment(), nullable=True),
        sa.Column("head", sa.String(64), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("session_id", "ended_at", name=op.f("pk_exports")),
        _of_session("exports"),
    )
    op.create_index("ix_exports_wanted", "exports", ["ended_at"], **_where("made_at IS NULL"))


def _where(condition: str) -> dict[str, Any]:
    return {"postgresql_where": sa.text(condition), "sqlite_where": sa.text(condition)}


def _of_session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["session_id"], ["sessions.id"], name=op.f(f"fk_{table}_session_id_sessions"), ondelete="CASCADE"
    )
