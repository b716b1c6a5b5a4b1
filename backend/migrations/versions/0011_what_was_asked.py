"""What candidates see of a session's question, beside all that it holds: empty for those of before, which no release
could have."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session_questions", sa.Column("public", sa.Text(), nullable=False, server_default=sa.text("''")))
