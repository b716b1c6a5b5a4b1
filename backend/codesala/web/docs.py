"""/docs and /redoc: the API's description for reading and trying out, served from this machine alone.

The programs come from the package fastapi-offline, of which only the files are used. No script is inline and nothing
is loaded from elsewhere, so these pages work behind the same kind of policy as the rest.
"""

import importlib.util
import mimetypes
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from codesala.errors import NotFound

router = APIRouter(include_in_schema=False)

ASSETS = ("swagger-ui.css", "swagger-ui-bundle.js", "redoc.standalone.js", "favicon.png")

# redoc's footer shows a picture from its makers' server.
OUTSIDE_PICTURE = b"https://cdn.redoc.ly/redoc/logo-mini.svg"
NO_PICTURE = b"data:,"

START = """
window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: "openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
  });
});
"""

SWAGGER_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coding Interview Platform API</title>
<link rel="icon" href="docs/favicon.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
<script src="docs/swagger-ui-bundle.js" defer></script>
<script src="docs/start.js" defer></script>
</head>
<body><div id="swagger-ui"></div></body>
</html>
"""

REDOC_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coding Interview Platform API</title>
<link rel="icon" href="docs/favicon.png">
<script src="docs/redoc.standalone.js" defer></script>
</head>
<body><redoc spec-url="openapi.json"></redoc></body>
</html>
"""


@router.get("/docs")
async def swagger() -> HTMLResponse:
    return HTMLResponse(SWAGGER_PAGE)


@router.get("/redoc")
async def redoc() -> HTMLResponse:
    return HTMLResponse(REDOC_PAGE)


@router.get("/docs/{name}")
def asset(name: str) -> Response:
    media_type = mimetypes.guess_type(name)[0]
    if name == "start.js":
        return Response(START, media_type=media_type)
    if name not in ASSETS:
        raise NotFound("There is nothing at this address.")
    return Response(_read(name), media_type=media_type, headers={"Cache-Control": "public, max-age=3600"})


@cache
def _read(name: str) -> bytes:
    package = importlib.util.find_spec("fastapi_offline")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "static" / name).read_bytes().replace(OUTSIDE_PICTURE, NO_PICTURE)
