"""How many workers died while they were busy with a session, and when the last one did."""

import sqlalchemy as sa
from alembic import op

from codesala.db.models import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("deaths", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("sessions", sa.Column("died_at", Moment()))
