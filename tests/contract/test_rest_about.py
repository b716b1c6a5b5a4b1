"""What a server says of itself: its version, and who runs it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from codesala import __version__
from codesala.settings import Settings
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
