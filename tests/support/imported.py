"""Imported last by the process that tests fork from: what it holds lives as long as it does, and no fork looks at it.

Each fork collects garbage, which copies the memory that it looks through: this was a third of a server's start. What
SQLAlchemy makes of our tables at the first query is made here once, too.
"""

import gc

from sqlalchemy.orm import configure_mappers

configure_mappers()
gc.collect()
gc.freeze()
