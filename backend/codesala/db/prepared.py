"""Statements that are constants, compiled once: straight to the driver, at a tenth of what the ORM costs."""

import asyncio
import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Insert, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

PLACE = re.compile(r"\$(\d+)")

Statement = Select[*tuple[Any, ...]]
ReadRows = list[list[Any]]
"""The rows of each statement; their columns are attributes."""


class Prepared:
    """A statement as the driver takes it, and what makes its values those of the models."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._names: Sequence[str] = compiled.positiontup or ()
        self._constants = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        columns = statement.selected_columns
        names = list(columns.keys())
        row: Any = namedtuple("Row", names)  # type: ignore[misc]
        self._make: Callable[[Iterable[Any]], Any] = row._make
        self._processors = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]

    def arguments(self, parameters: Mapping[str, Any]) -> list[Any]:
        constants = self._constants
        return [constants[name] if name in constants else parameters[name] for name in self._names]

    def rows(self, found: Iterable[Iterable[Any]]) -> list[Any]:
        processors = self._processors
        return [
            self._make([process(value) if process else value for process, value in zip(processors, row, strict=True)])
            for row in found
        ]


class PreparedInsert:
    """An insert as the driver takes it: of the columns that it does not name it sets those whose default is a value."""

    def __init__(self, statement: Insert, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        types = {name: compiled.binds[name].type.dialect_impl(dialect) for name in compiled.positiontup}
        self._columns = [(name, kind.bind_processor(dialect)) for name, kind in types.items()]
        self._defaults = {column.key: column.default.arg for column in compiled.insert_prefetch}

    def arguments(self, row: Mapping[str, Any]) -> list[Any]:
        values = {**self._defaults, **row} if self._defaults else row
        return [process(values[name]) if process else values[name] for name, process in self._columns]


def in_one(inserts: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> tuple[str, list[Any]]:
    """PostgreSQL's inserts, each with its rows, as one statement: one round trip, which is a transaction. What refers
    to a row of another of them is checked in the end."""
    parts: list[str] = []
    arguments: list[Any] = []
    for sql, rows in inserts:
        into, _, values = sql.partition(" VALUES ")
        numbered: list[str] = []
        for row in rows:
            shift = len(arguments)
            numbered.append(PLACE.sub(lambda found, shift=shift: f"${int(found[1]) + shift}", values))  # type: ignore[misc]
            arguments += row
        parts.append(f"{into} VALUES {', '.join(numbered)}")
    *first, last = parts
    names = ", ".join(f"part_{number} AS ({part})" for number, part in enumerate(first))
    return (f"WITH {names} {last}" if first else last), arguments


class Within:
    """Reads in a transaction that is open, as Database.read does in one of its own."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def read(self, *statements: Statement, **parameters: Any) -> ReadRows:
        """The rows of these statements. Raises what the driver raises."""
        return [list(await self._db.execute(statement, parameters)) for statement in statements]


class PostgresReader:
    """On a connection of the pool, with the driver's own prepared statements."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self, statements: Sequence[Prepared], parameters: Mapping[str, Any]) -> ReadRows:
        """The rows of all statements as of one moment. What was lost with its connection is asked again, once. Raises
        what the driver and the pool raise."""
        for is_last in (False, True):
            async with self._engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                try:
                    return await _fetch_all(driver, statements, parameters)
                except BaseException as error:
                    was_lost = isinstance(error, Exception) and driver.is_closed()
                    await asyncio.shield(connection.invalidate())  # whatever state it is in, nobody is to meet it
                    if is_last or not was_lost:
                        raise
        raise AssertionError  # the last one has returned or raised


async def _fetch_all(driver: Any, statements: Sequence[Prepared], parameters: Mapping[str, Any]) -> ReadRows:
    if len(statements) == 1:
        return [await _fetch(driver, statements[0], parameters)]
    # One snapshot for all: else what is replaced between two statements is in neither, or in both.
    async with driver.transaction(isolation="repeatable_read", readonly=True):
        return [await _fetch(driver, statement, parameters) for statement in statements]


async def _fetch(driver: Any, statement: Prepared, parameters: Mapping[str, Any]) -> list[Any]:
    return statement.rows([row.values() for row in await driver.fetch(statement.sql, *statement.arguments(parameters))])
