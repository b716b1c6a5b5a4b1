"""Everything that can go wrong on purpose, as one tree. Raised by services and rooms, translated only at the edge.

AppError
├── InvalidInput        422        what was sent cannot be understood
├── Unauthorized        401  4401  who are you?
├── Forbidden           403  1008  not with this link, or a browser page from another origin
├── NotFound            404  4404  unknown, or not yours: the two look the same
├── Conflict            409        right shape, wrong moment
│   ├── Outdated        409        somebody else changed it first: read it again
│   ├── Taken           409        another file has this name
│   └── TooMany         409        as many as there may be
├── TooLarge            413  1009  over a size limit
│   └── DocumentFull    413  4413  the session holds as much as it may
├── Ended               409  4410  the session has ended
├── Removed             403  4403  a host removed you
├── RateLimited         429  1013  come back in `retry_after_s`
├── RoomFull            503  1013  every place in the room is taken
├── BadFrame            400  4400  a WebSocket message that breaks the protocol
├── Unavailable         503  1013  database or broker out of reach, or going down: try again
│   └── Shut            503  4013  the session ended the server too often: until somebody unfreezes it
└── Corrupt             500  1011  what is stored cannot be read
"""


class AppError(Exception):
    """An expected failure. `detail` is a sentence that tells a human what to do; it is shown to clients."""

    code = "error"
    status = 500
    close_code = 1011
    title = "Something went wrong"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class InvalidInput(AppError):
    """`field` is the JSON path of the offending value, like "body.language"."""

    code, status, close_code, title = "invalid_input", 422, 4400, "Invalid input"

    def __init__(self, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.field = field


class Unauthorized(AppError):
    code, status, close_code, title = "unauthorized", 401, 4401, "Credentials needed"


class Forbidden(AppError):
    code, status, close_code, title = "forbidden", 403, 1008, "Not allowed"


class NotFound(AppError):
    code, status, close_code, title = "not_found", 404, 4404, "Not found"


class Conflict(AppError):
    code, status, close_code, title = "conflict", 409, 1008, "Not possible now"


class Outdated(Conflict):
    code, title = "outdated", "Changed meanwhile"


class Taken(Conflict):
    code, title = "taken", "Taken"


class TooMany(Conflict):
    code, title = "too_many", "Too many"


class TooLarge(AppError):
    code, status, close_code, title = "too_large", 413, 1009, "Too large"


class DocumentFull(TooLarge):
    code, close_code, title = "document_full", 4413, "The session is full"


class Ended(AppError):
    code, status, close_code, title = "ended", 409, 4410, "The session has ended"


class Removed(AppError):
    code, status, close_code, title = "removed", 403, 4403, "Removed by a host"


class RateLimited(AppError):
    code, status, close_code, title = "rate_limited", 429, 1013, "Too many requests"

    def __init__(self, detail: str, retry_after_s: int) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class RoomFull(AppError):
    code, status, close_code, title = "room_full", 503, 1013, "The room is full"


class BadFrame(AppError):
    code, status, close_code, title = "bad_frame", 400, 4400, "Malformed message"


class Unavailable(AppError):
    code, status, close_code, title = "unavailable", 503, 1013, "Temporarily unavailable"


class Shut(Unavailable):
    code, close_code, title = "shut", 4013, "Shut until a host says otherwise"


class Corrupt(AppError):
    code, status, close_code, title = "corrupt", 500, 1011, "Stored data cannot be read"
