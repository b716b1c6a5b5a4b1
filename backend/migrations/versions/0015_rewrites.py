"""How often the log of a session was rewritten."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("rewrites", sa.Integer(), nullable=False, server_default=sa.text("0")))
