"""What is sent and answered about files."""

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from codesala.texts import Prose
from codesala.web.values import Body, without_default

PATH = (
    "Its name, with `/` behind each folder: at most 100 characters and 4 folders, in Unicode's form NFC, and what "
    "Windows, macOS and Linux can all keep. Names that differ in capitals alone are the same."
)
NOT_EMPTY: dict[str, JsonValue] = {"minLength": 1}
"""Told by the description; paths.py refuses with a sentence."""


class NewFile(Body):
    """A file beside the main one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"path": "util.py", "text": "def twice(x): ...\n"}]})

    path: Prose = Field(description=PATH, json_schema_extra=NOT_EMPTY)
    text: Prose = Field(
        "",
        description="What it holds at first. Line ends become `\\n`; NUL is refused.",
        json_schema_extra=without_default,
    )


class RenameFile(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"path": "lib/util.py"}]})

    path: Prose = Field(description=PATH, json_schema_extra=NOT_EMPTY)


class File(BaseModel):
    """A file of a session."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "Qx3v0sT4mYxN",
                    "path": "util.py",
                    "root": "file:Qx3v0sT4mYxN",
                    "language": "python",
                    "bytes": 18,
                    "is_deleted": False,
                }
            ]
        }
    )

    id: str = Field(description="Stays as it is when the file is renamed; `main` is the main file.")
    path: str
    root: str = Field(description="The name of its text in the document of the room.")
    language: str | None = Field(description="By its ending, as `/api/languages` names it; `null` for another.")
    bytes: int = Field(ge=0, description="Of its text, as UTF-8.")
    is_deleted: bool = Field(description="It can be brought back; listed only where that is asked for.")
