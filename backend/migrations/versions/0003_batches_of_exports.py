"""Of how many batches of the log an export was made, so that one which comes late is noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exports", sa.Column("batch_count", sa.Integer(), nullable=True))
    op.create_index("ix_exports_made_at", "exports", ["made_at"])
