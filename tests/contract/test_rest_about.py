"""What a server says of itself: its version, who runs it, and what it brings from others."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from codesala import __version__
from codesala.settings import Settings
from tests.support.requirements import python_packages
from tests.support.rest import serving

OPERATOR = {
    "operator_name": "Talent team, Acme",
    "operator_url": "https://acme.example/hiring",
    "source_url": "https://code.example/codesala",
}


async def test_a_server_says_its_version_and_who_runs_it(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, **OPERATOR) as rest:
        assert (await rest.http.get("/api/about")).json() == {"version": __version__, **OPERATOR}


async def test_what_its_operator_has_not_set_is_null(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        about = (await rest.http.get("/api/about")).json()
        assert about == {"version": __version__, **dict.fromkeys(OPERATOR)}


@pytest.mark.parametrize("name", ["operator_url", "source_url"])
@pytest.mark.parametrize("url", ["javascript:alert(1)", "acme.example", "https://acme.example/a b"])
def test_an_address_that_no_link_should_lead_to_stops_the_start(name: str, url: str) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({name: url})


async def test_the_licence_of_every_package_that_the_server_needs_can_be_read(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        told = (await rest.http.get("/api/about/licences")).text
    parts = {part.partition(" ")[0].lower().replace("_", "-"): part for part in told.split(f"\n\n{'=' * 80}\n\n")}
    assert "Permission is hereby granted" in parts["codesala,"]
    for name in python_packages():
        heading, _, text = parts[name].partition("\n\n")
        assert heading.rpartition(", ")[2], heading
        assert len(text) > 400, f"{name} has no text"
