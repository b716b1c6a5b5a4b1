"""Links to the report of a session."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("links") as links:
        links.drop_constraint(op.f("ck_links_role"), type_="check")
        links.create_check_constraint("role", "role IN ('host', 'candidate', 'observer', 'replay', 'report')")
