"""The built page: one document for all links (for rooms with what they need), assets and their compressed siblings."""

import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from codesala.web.encoding import accepts
from codesala.web.policies import Policies
from codesala.web.problems import DETAILS, problem

PAGES = ("/", "/sample", "/s/{token}/replay", "/s/{token}/report", "/r/{token}", "/report/{token}", "/l/{token}")
ROOMS = ("/s/{token}", "/o/{token}", "/h/{token}")
INDEX = "index.html"
ROOM = "room.html"  # the same page, which names at once what a room needs (frontend/scripts/roompage.ts)
BASE_TAG = re.compile(r'<base href="/"\s*/?>')
ENCODINGS = ((".br", "br"), (".gz", "gzip"))  # best first
FRAME = "frame.html"
FOR_A_YEAR = "public, max-age=31536000, immutable"  # names of assets hold a checksum of their content
ASK_AGAIN = "no-cache"
# What must be right for a browser to run it, whatever the machine's own table of types says.
MEDIA_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}

NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Codesala</title></head>
<body><h1>The page has not been built</h1><p>On the server, run: <code>make build</code></p></body></html>
"""


def install(app: FastAPI, folder: Path, base_url: str) -> None:
    """Serve the files of `folder`, which may be built or rebuilt while the server runs."""
    pages = _Pages(folder, base_url)
    for path in PAGES:
        app.add_route(path, pages.index, methods=["GET"], include_in_schema=False)
    for path in ROOMS:
        app.add_route(path, pages.room, methods=["GET"], include_in_schema=False)
    app.add_route("/assets/{path:path}", pages.asset, methods=["GET"], include_in_schema=False)
    app.add_route("/runtimes/{path:path}", pages.runtime, methods=["GET"], include_in_schema=False)
    app.add_route("/sandbox/{path:path}", pages.sandbox, methods=["GET"], include_in_schema=False)
    app.add_route("/{name}", pages.beside, methods=["GET"], include_in_schema=False)
    nowhere = app.router.default

    async def page_that_says_so(scope: Scope, receive: Receive, send: Send) -> None:
        if _is_opened(scope):
            await (await run_in_threadpool(pages.nowhere, Request(scope)))(scope, receive, send)
        else:
            await nowhere(scope, receive, send)

    app.router.default = page_that_says_so


class _Pages:
    """Plain functions, which Starlette runs in its threads: reading files must not hold up the rooms."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self._folder = folder
        self._policies = Policies(base_url)
        self._base_tag = f'<base href="{urlsplit(base_url).path.rstrip("/")}/" />'

    def index(self, request: Request) -> Response:
        return self._document(request, INDEX)

    def room(self, request: Request) -> Response:
        return self._document(request, ROOM)

    def _document(self, request: Request, name: str, status: int = 200) -> Response:
        path = self._folder / name
        try:
            entity_tag = _entity_tag(path)
            html = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return HTMLResponse(NOT_BUILT, 503)
        headers = {"Cache-Control": ASK_AGAIN, "ETag": entity_tag}
        if status == 200 and _is_known(request, entity_tag):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(BASE_TAG.sub(self._base_tag, html), status, headers)

    def nowhere(self, request: Request) -> Response:
        """For an address that leads to nothing, such as a link that a mail program has cut: the page says so."""
        return self._document(request, INDEX, 404)

    def asset(self, request: Request) -> Response:
        return self._file(request, self._folder / "assets", request.path_params["path"], FOR_A_YEAR)

    def runtime(self, request: Request) -> Response:
        """What runs programs in the browser; the folder's name holds a checksum."""
        return self._file(request, self._folder / "runtimes", request.path_params["path"], FOR_A_YEAR)

    def sandbox(self, request: Request) -> Response:
        """The frame in which programs run. The page asks for it with a checksum, so that it is there offline too."""
        keep = FOR_A_YEAR if "v" in request.query_params else ASK_AGAIN
        folder, name = self._folder / "sandbox", request.path_params["path"]
        answer = self._file(request, folder, name, keep)
        if name == FRAME and answer.status_code != 404:
            document = (folder / FRAME).read_bytes()
            answer.headers["Content-Security-Policy"] = self._policies.sandbox(
                request.headers.get("host", ""), document
            )
        return answer

    def beside(self, request: Request) -> Response:
        """Files next to index.html, like favicon.svg."""
        answer = self._file(request, self._folder, request.path_params["name"], ASK_AGAIN)
        return self.nowhere(request) if answer.status_code == 404 and _is_opened(request.scope) else answer

    def _file(self, request: Request, folder: Path, name: str, cache_control: str) -> Response:
        path = _inside(folder, name)
        if path is None:
            return problem(request.scope, 404, DETAILS[404])
        media_type = MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = {"Cache-Control": cache_control, "Vary": "Accept-Encoding"}
        for suffix, encoding in ENCODINGS:
            sibling = path.with_name(path.name + suffix)
            if accepts(request, encoding) and sibling.is_file():
                headers["Content-Encoding"] = encoding
                path = sibling
                break
        headers["ETag"] = _entity_tag(path)
        if _is_known(request, headers["ETag"]):
            headers.pop("Content-Encoding", None)
            return Response(status_code=304, headers=headers)
        return FileResponse(path, media_type=media_type, headers=headers)


def _is_opened(scope: Scope) -> bool:
    """Whether somebody opens this address in a browser. What programs ask for is answered with a problem."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].startswith("/api/"):
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


def _inside(folder: Path, name: str) -> Path | None:
    """The file of this name in the folder; None if there is none, or if the name leads out of the folder."""
    if "\x00" in name:
        return None
    try:
        root = folder.resolve()
        path = (root / name).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    except OSError:  # a name that is too long
        return None


def _entity_tag(path: Path) -> str:
    status = path.stat()
    return f'"{status.st_mtime_ns:x}-{status.st_size:x}{path.suffix}"'


def _is_known(request: Request, entity_tag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return entity_tag in [tag.strip().removeprefix("W/") for tag in known.split(",")]
