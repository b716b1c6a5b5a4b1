"""How alembic runs here: on the connection that `db/migrate.py` passes, inside its transaction."""

from alembic import context
from sqlalchemy import Connection

from codesala.db.models import Base
from codesala.questions import tables  # noqa: F401 (so that the metadata holds them)

connection: Connection | None = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("Migrations are run by `codesala migrate`, which takes the lock and opens the connection.")

context.configure(connection=connection, target_metadata=Base.metadata, compare_server_default=True)
with context.begin_transaction():
    context.run_migrations()
