"""How the cases of hidden tests went, for hosts."""

import sqlalchemy as sa
from alembic import op

from codesala.db.models import Moment

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "test_reports",
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("run", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("participant", sa.String(64), nullable=True),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("suite", sa.String(8), nullable=False),
        sa.Column("cases", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "run", name=op.f("pk_test_reports")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_test_reports_session_id_sessions"), ondelete="CASCADE"
        ),
    )
