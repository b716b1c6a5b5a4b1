"""Databases of older schemas."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from codesala.db.migrate import MIGRATIONS


def migrated_to(connection: Connection, revision: str) -> None:
    """Run the migrations up to one, in this transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
