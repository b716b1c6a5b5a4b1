"""What browsers may do with our answers: the policies for the page, the sandbox in it, runtimes and documentation."""

import base64
import hashlib
import re
from functools import lru_cache
from urllib.parse import urlsplit

HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")

# Of an inline script nothing runs anywhere. Styles may be inline: the editor sets its own at run time.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src {connect}; frame-src 'self'; base-uri 'self'; form-action 'none'; "
    "frame-ancestors 'none'"
)
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
DOCS = "/docs"
DOCS_PATHS = frozenset({DOCS, "/redoc"})

# People's programs run under this one, in a worker of the frame: an opaque origin, and no network at all. What they
# need comes to them as blobs. The frame's own script is inline and named by its hash: an address could be asked by
# programs too, and would carry what they hold in its query.
SANDBOX = "/sandbox/"
SANDBOX_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src {script}blob: 'wasm-unsafe-eval'; worker-src blob:; "
    "connect-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors {origins}"
)
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
RUNTIMES = "/runtimes/"

# Addresses of pages hold tokens, so nobody is told where somebody came from.
FOR_ALL = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}

# Where people come by HTTPS, a browser that was here once never sends a link in the clear again.
SECURE_FOR_A_YEAR = {"Strict-Transport-Security": "max-age=31536000"}

# Both together make a page cross-origin isolated: programs may then wait for input in shared memory.
ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
# Public files, which a frame of opaque origin may load too.
FOR_EVERYBODY = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


class Policies:
    """By path. The service may be reached by another name than PUBLIC_URL's, so the request's Host counts too."""

    def __init__(self, base_url: str) -> None:
        base = urlsplit(base_url)
        self._is_secure = base.scheme == "https"
        self._netloc = base.netloc

        self._encoded = lru_cache(64)(self._encode)

    def headers(self, path: str, host: str) -> list[tuple[bytes, bytes]]:
        """As ASGI has them, names in lower case."""
        return self._encoded(_kind_of(path), host)

    def _encode(self, kind: str, host: str) -> list[tuple[bytes, bytes]]:
        headers = FOR_ALL | self._of(kind, host) | (SECURE_FOR_A_YEAR if self._is_secure else {})
        return [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    def _of(self, kind: str, host: str) -> dict[str, str]:
        if kind == SANDBOX:
            return {**ISOLATED, **FOR_EVERYBODY, "Content-Security-Policy": self.sandbox(host)}
        if kind == DOCS:
            return {"Cross-Origin-Opener-Policy": "same-origin", "Content-Security-Policy": DOCS_POLICY}
        page = {**ISOLATED, "Content-Security-Policy": PAGE_POLICY.format(connect=self._connect_sources(host))}
        return {**page, **FOR_EVERYBODY} if kind == RUNTIMES else page

    def sandbox(self, host: str, document: bytes = b"") -> str:
        """For a document whose inline scripts may run."""
        scripts = "".join(f"'sha256-{_checksum(script)}' " for script in INLINE_SCRIPT.findall(document))
        return SANDBOX_POLICY.format(script=scripts, origins=" ".join(self._origins(host, "http", "https")))

    def _connect_sources(self, host: str) -> str:
        """'self' and the WebSocket at the same place: older browsers do not count that as 'self'."""
        return " ".join(["'self'", *self._origins(host, "ws", "wss")])

    def _origins(self, host: str, plain: str, secure: str) -> list[str]:
        origins = [f"{secure if self._is_secure else plain}://{self._netloc}"]
        if HOST.fullmatch(host):
            origins += [f"{plain}://{host}", f"{secure}://{host}"]  # reached by another name than PUBLIC_URL's
        return list(dict.fromkeys(origins))


def _kind_of(path: str) -> str:
    if path in DOCS_PATHS:
        return DOCS
    return next((kind for kind in (SANDBOX, RUNTIMES) if path.startswith(kind)), "")


def _checksum(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()
