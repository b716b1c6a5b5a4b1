"""The built page over HTTP: one document for all links, assets for a year, compressed siblings, nothing else."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.rest import Rest, serving

INDEX = '<!doctype html><head>\n    <base href="/" />\n</head><body><div id="app"></div></body>'
SCRIPT = "console.log('ñ');\n" * 50


@pytest.fixture(scope="module")
def dist(shared_folder: Path) -> Path:
    folder = shared_folder / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX)
    (folder / "room.html").write_text(INDEX.replace("</head>", '<link rel="modulepreload" href="./room.js"></head>'))
    (folder / "robots.txt").write_text("User-agent: *\n")
    (folder / "assets" / "main-1a2b.js").write_text(SCRIPT)
    (folder / "assets" / "main-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (folder / "assets" / "main-1a2b.js.br").write_bytes(b"brotli")
    (folder / "assets" / "plain.css").write_text("body {}")
    (shared_folder / "secret.txt").write_text("secret")
    (folder / "assets" / "way-out").symlink_to(shared_folder / "secret.txt")
    return folder


@pytest.fixture(scope="module")
async def rest(shared_sqlite_url: str, shared_folder: Path, dist: Path) -> AsyncIterator[Rest]:
    async with serving(
        shared_sqlite_url, shared_folder, frontend_dir=dist, public_url="https://sala.test/interviews/"
    ) as rest:
        yield rest


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sample",
        "/s/token",
        "/s/token/replay",
        "/s/token/report",
        "/r/token",
        "/report/token",
        "/o/token",
        "/h/token",
    ],
)
async def test_every_link_shows_the_page_under_the_path_of_the_public_url(rest: Rest, path: str) -> None:
    answer = await rest.http.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert '<base href="/interviews/" />' in answer.text
    again = await rest.http.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    is_room = path in ("/s/token", "/o/token", "/h/token")
    assert ("./room.js" in answer.text) == is_room, "what a room needs is named where a room comes, and only there"


async def test_assets_are_kept_for_a_year_and_known_again(rest: Rest) -> None:
    answer = await rest.http.get("/assets/plain.css", headers={"accept-encoding": "br, gzip"})
    assert answer.text == "body {}"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in answer.headers
    again = await rest.http.get("/assets/plain.css", headers={"if-none-match": f'"x", W/{answer.headers["etag"]}'})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.0, gzip;q=0", None),
        ("identity", None),
        ("", None),
    ],
)
async def test_the_best_accepted_encoding_is_sent(rest: Rest, accepted: str, encoding: str | None) -> None:
    answer = await rest.http.head("/assets/main-1a2b.js", headers={"accept-encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"


async def test_a_compressed_asset_is_what_it_was_before(rest: Rest) -> None:
    answer = await rest.http.get("/assets/main-1a2b.js", headers={"accept-encoding": "gzip"})
    assert answer.text == SCRIPT


async def test_files_beside_the_page_are_served(rest: Rest) -> None:
    answer = await rest.http.get("/robots.txt")
    assert answer.text == "User-agent: *\n"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/way-out",
        "/assets/%00",
        "/assets/",
        "/assets/" + "x" * 5000,
        "/..%2fsecret.txt",
        "/%2e%2e",
        "/assets",
        "/missing.txt",
    ],
)
async def test_nothing_outside_the_built_page_is_served(rest: Rest, path: str) -> None:
    answer = await rest.http.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "path", ["/nonsense", "/s", "/s/", "/s/a/b/c", "/session/abc", "/missing.txt", "/s/token/relay"]
)
async def test_whoever_opens_a_wrong_address_gets_the_page_which_says_so(rest: Rest, path: str) -> None:
    asks = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    opened = await rest.http.get(path, headers=asks, follow_redirects=True)
    assert opened.status_code == 404
    assert '<base href="/interviews/" />' in opened.text
    asked = await rest.http.get(path, headers={"accept": "application/json"}, follow_redirects=True)
    assert (asked.status_code, asked.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/api/nonsense", "/api/links/abc/def"])
async def test_a_wrong_address_of_the_api_is_a_problem_for_browsers_too(rest: Rest, path: str) -> None:
    answer = await rest.http.get(path, headers={"accept": "text/html"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_page_that_was_not_built_says_what_to_do(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        answer = await rest.http.get("/s/token")
        assert answer.status_code == 503
        assert "make build" in answer.text
        assert answer.headers["cache-control"] == "no-store"
