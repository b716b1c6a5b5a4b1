"""The shapes of requests and answers about reports of tests."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from codesala.testreports.service import MAX_CASES, MAX_NAME_CHARACTERS, Kind, Outcome, Suite
from codesala.texts import Prose
from codesala.web.values import WRITTEN_AS_NUMBER, Body


class CaseReport(Body):
    name: Annotated[Prose, Field(max_length=MAX_NAME_CHARACTERS)]
    outcome: Outcome
    kind: Kind | None = Field(None, description="Of the case: output or a call's result was compared. null: unsaid.")


class WriteTestReport(Body):
    """How each case of a run of hidden tests went."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "question": 1,
                    "suite": "hidden",
                    "cases": [{"name": "empty list", "outcome": "failed", "kind": "call"}],
                }
            ]
        }
    )

    question: Annotated[int, Field(ge=1, le=2**31 - 1), WRITTEN_AS_NUMBER]
    suite: Suite = "hidden"
    cases: list[CaseReport] = Field(max_length=MAX_CASES)


class TestReport(BaseModel):
    """The same as it is kept."""

    run: str = Field(description="The run's id, as in the recording.")
    at: datetime = Field(description="UTC.")
    participant: str | None = Field(description="The host who ran them, where their browser's key was sent.")
    question: int = Field(description="Counts the questions of the session.")
    suite: Suite
    cases: list[CaseReport]
