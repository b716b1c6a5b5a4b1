"""Who was erased, as a hash, so that what a node writes of them late is erased as well."""

import sqlalchemy as sa
from alembic import op

from codesala.db.models import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("replacement", sa.String(64), nullable=False),
        sa.Column("person_hash", sa.String(64), nullable=False),
        sa.Column("with_text", sa.Boolean(), nullable=False),
        sa.Column("batch_count", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "replacement", name=op.f("pk_erasures")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_erasures_session_id_sessions"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_erasures_at", "erasures", ["at"])
