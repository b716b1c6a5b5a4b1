"""What runs programs in the browser, over HTTP: the sandbox's policy, and runtimes that are kept for good."""

import base64
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from tests.support.rest import Rest, serving

SCRIPT = "onmessage = null;"
WORKER = "runtimes/python/1-abc/worker.js"


@pytest.fixture(scope="module")
def dist(shared_folder: Path) -> Path:
    folder = shared_folder / "dist"
    (folder / WORKER).parent.mkdir(parents=True)
    (folder / "sandbox").mkdir()
    for page in ("index.html", "room.html"):
        (folder / page).write_text('<base href="/" />')
    (folder / "sandbox/frame.html").write_text(f"<script>{SCRIPT}</script>")
    (folder / WORKER).write_text("onmessage = null;")
    (folder / f"{WORKER}.br").write_bytes(b"brotli")
    for name in ("python.wasm", "asm.mjs", "lib.zip", "memory.snapshot"):
        (folder / WORKER).with_name(name).write_bytes(b"\0asm")
    return folder


@pytest.fixture(scope="module")
async def rest(shared_sqlite_url: str, shared_folder: Path, dist: Path) -> AsyncIterator[Rest]:
    async with serving(
        shared_sqlite_url, shared_folder, frontend_dir=dist, public_url="https://sala.test/interviews/"
    ) as rest:
        yield rest


def policy(answer: httpx2.Response) -> dict[str, str]:
    directives = answer.headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (directive.partition(" ") for directive in directives)}


async def test_the_sandbox_has_an_opaque_origin_and_no_network(rest: Rest) -> None:
    rules = policy(await rest.http.get("/sandbox/frame.html", headers={"host": "sala.test"}))
    assert rules["sandbox"] == "allow-scripts"
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == rules["worker-src"] == "blob:"
    assert rules["frame-ancestors"] == "https://sala.test http://sala.test"


async def test_programs_in_the_sandbox_may_load_nothing_from_any_address(rest: Rest, dist: Path) -> None:
    """Also not what the frame itself is made of, as a query would carry what they hold: the script has no address."""
    checksum = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    first = await rest.http.get("/sandbox/frame.html?v=1")
    again = await rest.http.get("/sandbox/frame.html", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    for answer in (first, again):
        assert policy(answer)["script-src"].split() == [f"'sha256-{checksum}'", "blob:", "'wasm-unsafe-eval'"]
    nothing = await rest.http.get("/sandbox/frame.js?secret")
    assert nothing.status_code == 404
    assert policy(nothing)["script-src"].split() == ["blob:", "'wasm-unsafe-eval'"]


async def test_the_sandbox_works_under_another_name_too(rest: Rest) -> None:
    rules = policy(await rest.http.get("/sandbox/frame.html", headers={"host": "10.0.0.7:8000"}))
    assert "http://10.0.0.7:8000" in rules["frame-ancestors"].split()
    rules = policy(await rest.http.get("/sandbox/frame.html", headers={"host": "evil.test; script-src *"}))
    assert rules["frame-ancestors"] == "https://sala.test"


@pytest.mark.parametrize("path", ["/", "/s/token", "/sandbox/frame.html"])
async def test_page_and_sandbox_are_isolated_together(rest: Rest, path: str) -> None:
    answer = await rest.http.get(path)
    assert answer.status_code == 200
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-embedder-policy"] == "require-corp"


async def test_the_page_may_frame_only_what_is_its_own(rest: Rest) -> None:
    assert policy(await rest.http.get("/"))["frame-src"] == "'self'"


@pytest.mark.parametrize("path", ["/sandbox/frame.html", f"/{WORKER}"])
async def test_a_frame_of_opaque_origin_may_load_them(rest: Rest, path: str) -> None:
    answer = await rest.http.get(path, headers={"origin": "null"})
    assert answer.status_code == 200
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


async def test_runtimes_are_kept_for_good_and_so_is_a_frame_of_a_known_version(rest: Rest) -> None:
    runtime = await rest.http.head(f"/{WORKER}", headers={"accept-encoding": "br"})
    assert runtime.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert runtime.headers["content-encoding"] == "br"
    known = await rest.http.get("/sandbox/frame.html?v=0123456789")
    assert known.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await rest.http.get("/sandbox/frame.html")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("worker.js", "text/javascript; charset=utf-8"),
        ("asm.mjs", "text/javascript; charset=utf-8"),
        ("python.wasm", "application/wasm"),
        ("lib.zip", "application/zip"),
        ("memory.snapshot", "application/octet-stream"),
    ],
)
async def test_browsers_are_told_the_right_media_type(rest: Rest, name: str, media_type: str) -> None:
    answer = await rest.http.get(f"/runtimes/python/1-abc/{name}")
    assert answer.headers["content-type"] == media_type


@pytest.mark.parametrize("path", ["/runtimes/..%2findex.html", "/sandbox/..%2findex.html", "/runtimes/", "/sandbox/x"])
async def test_nothing_else_is_served_there(rest: Rest, path: str) -> None:
    assert (await rest.http.get(path)).status_code == 404
