"""An index by which sessions are found that nobody ever entered."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UNENTERED = sa.text("status = 'live' AND empty_since IS NULL AND active_users = 0")


def upgrade() -> None:
    op.create_index(
        "ix_sessions_unentered", "sessions", ["created_at"], postgresql_where=UNENTERED, sqlite_where=UNENTERED
    )
