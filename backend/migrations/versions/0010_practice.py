"""Sessions in which a candidate tries everything out."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sessions", recreate="never") as sessions:  # see 0002
        sessions.add_column(sa.Column("kind", sa.String(10), nullable=False, server_default=sa.text("'interview'")))
    where = sa.text("kind = 'practice'")
    op.create_index("ix_sessions_practice", "sessions", ["created_at"], postgresql_where=where, sqlite_where=where)
