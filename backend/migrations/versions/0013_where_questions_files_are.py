"""Where the files of a session's question were laid in: null until they are."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session_questions", sa.Column("folder", sa.String(60), nullable=True))
