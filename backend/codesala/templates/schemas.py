"""The shapes of requests and answers about templates."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from codesala.questions.schemas import LibraryName, Version
from codesala.templates.recipe import Recipe
from codesala.web.values import Body

RECIPE: dict[str, Any] = {
    "title": "Backend interview",
    "language": "python",
    "questions": [{"question_id": "sample.two-that-add-up"}],
    "has_lobby": True,
    "rubric": [{"name": "Testing", "levels": ["None", "When asked", "On their own", "Edge cases first"]}],
    "timer_s": 2700,
    "guide": "Begin with the task, leave ten minutes for questions.",
}


class CreateTemplate(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Backend, first round", "content": RECIPE}]})

    name: LibraryName
    content: Recipe


class ChangeTemplate(CreateTemplate):
    """All of it, as it is to be from now on."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Backend, first round", "content": RECIPE, "based_on": 1}]}
    )

    based_on: Version = Field(description="The version that the caller has seen: 409 `outdated` if there is another.")


class Template(BaseModel):
    """A recipe for sessions. `version` counts its changes."""

    template_id: str
    name: str
    version: int
    content: Recipe
    updated_at: datetime
