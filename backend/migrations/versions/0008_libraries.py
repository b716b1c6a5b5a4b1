"""Libraries of questions with their links and versions, and the copies that sessions have of questions."""

import sqlalchemy as sa
from alembic import op

from codesala.db.models import Moment, RowId

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "libraries",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libraries")),
    )
    op.create_table(
        "library_links",
        sa.Column("id", RowId, nullable=False),
        sa.Column("library_id", sa.String(64), nullable=False),
        sa.Column("opens_for", sa.String(8), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_library_links_token_hash")),
        sa.CheckConstraint("opens_for IN ('edit', 'use')", name=op.f("ck_library_links_opens_for")),
        _of("library_links", "library_id", "libraries.id"),
    )
    op.create_index("ix_library_links_library_id", "library_links", ["library_id"])
    op.create_table(
        "questions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("library_id", sa.String(64), nullable=False),
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("difficulty", sa.String(8)),
        sa.Column("minutes", sa.Integer()),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("is_archived", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("library_id", "slug", name=op.f("uq_questions_library_id_slug")),
        _of("questions", "library_id", "libraries.id"),
    )
    op.create_index(
        "ix_questions_library_id_is_archived_updated_at", "questions", ["library_id", "is_archived", "updated_at"]
    )
    op.create_table(
        "question_versions",
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("changed_by", sa.String(40)),
        sa.PrimaryKeyConstraint("question_id", "version", name=op.f("pk_question_versions")),
        _of("question_versions", "question_id", "questions.id"),
    )
    op.create_table(
        "session_questions",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.String(64)),
        sa.Column("question_id", sa.String(64)),
        sa.Column("version", sa.Integer()),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("shown_at", Moment()),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_session_questions")),
        sa.CheckConstraint("state IN ('prepared', 'shown', 'hidden')", name=op.f("ck_session_questions_state")),
        _of("session_questions", "session_id", "sessions.id"),
    )


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete="CASCADE")
