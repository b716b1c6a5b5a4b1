"""PostgreSQL's own programs, pg_dump and pg_restore: found, checked, and told by their environment where to connect.

Nothing secret is on a command line, which every user of the machine can read.
"""

import asyncio
import os
import re
import shutil
from collections.abc import Mapping, Sequence

from sqlalchemy.engine import URL

from codesala.db.backup.file import BackupFailed

# Parameter of the URL, as `urls.normalise` leaves it → variable of libpq:
# https://www.postgresql.org/docs/current/libpq-envars.html
VARIABLES = {
    "ssl": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "passfile": "PGPASSFILE",
    "timeout": "PGCONNECT_TIMEOUT",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "krbsrvname": "PGKRBSRVNAME",
    "gsslib": "PGGSSLIB",
    "gssencmode": "PGGSSENCMODE",
    "channel_binding": "PGCHANNELBINDING",
    "application_name": "PGAPPNAME",
    "options": "PGOPTIONS",
}
CERTIFICATES = ("sslrootcert", "sslcert", "sslkey")


def environment(url: URL) -> dict[str, str]:
    """What connects libpq to the database of a normalised URL as asyncpg is connected to it."""
    given = {name: values[-1] for name, values in url.normalized_query.items()}
    found = {VARIABLES[name]: value for name, value in given.items() if name in VARIABLES}
    if any(name in given for name in CERTIFICATES):
        found.setdefault("PGSSLMODE", "require")
    if "PGCONNECT_TIMEOUT" in found:
        found["PGCONNECT_TIMEOUT"] = str(max(2, round(float(found["PGCONNECT_TIMEOUT"]))))
    hosts, ports = _places(url)
    whole = {
        "PGHOST": hosts,
        "PGPORT": ports,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        **found,
    }
    return {name: str(value) for name, value in whole.items() if value}


async def major_version(program: str) -> int:
    """Of pg_dump or pg_restore as installed here. Raises BackupFailed when it is not."""
    said = await run(program, "--version", settings={})
    found = re.search(r"\) (\d+)", said)
    if found is None:
        raise BackupFailed(f"{program} does not say which version it is: {said.strip()}")
    return int(found[1])


async def run(program: str, *arguments: str, settings: Mapping[str, str]) -> str:
    """What the program printed. Raises BackupFailed when it is missing, or with what it said when it failed."""
    path = shutil.which(program)
    if path is None:
        raise BackupFailed(
            f"{program} is not installed here: install PostgreSQL's client programs, of the server's version or newer "
            "(Debian: apt install postgresql-client), or run this where they are."
        )
    child = await asyncio.create_subprocess_exec(
        path,
        *arguments,
        env={**os.environ, **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        printed, complained = await child.communicate()
    finally:
        if child.returncode is None:  # interrupted
            child.kill()
            await asyncio.shield(child.wait())
    if child.returncode:
        raise BackupFailed(f"{program} failed: {complained.decode(errors='replace').strip()}")
    return printed.decode(errors="replace")


def _places(url: URL) -> tuple[str, str]:
    """Hosts and ports, separated by commas; in the URL they may be parameters, each `host` with its port or without."""
    if url.host:
        return url.host, str(url.port or "")
    hosts = _listed(url.normalized_query.get("host", ()))
    ports = _listed(url.normalized_query.get("port", ()))
    if any(":" in host and not host.startswith("/") for host in hosts):
        pairs = [host.rpartition(":") if ":" in host else (host, "", "5432") for host in hosts]
        return ",".join(host for host, _, _ in pairs), ",".join(port for _, _, port in pairs)
    return ",".join(hosts), ",".join(ports)


def _listed(values: Sequence[str]) -> list[str]:
    return [part for value in values for part in value.split(",") if part]
