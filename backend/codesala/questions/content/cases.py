"""The tests of a question: its cases, the function that some of them call, and how what comes out is compared."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from codesala.bounds import AtMost
from codesala.questions.content.values import (
    KEPT,
    MAX_CASES,
    MAX_CASES_BYTES,
    MAX_VISIBLE_BYTES,
    CaseFiles,
    CaseId,
    Identifier,
    Json,
    Name,
    Output,
    Part,
    canonical,
    short_json,
)
from codesala.texts import Prose


class Parameter(Part):
    name: Identifier
    type: Name = "json"


class Function(Part):
    """What cases of the kind `call` call, with their arguments in the order of `parameters`. `result` names one that is
    judged after the call, instead of what is returned. Types are told to people, and nothing checks them; `ListNode`
    and `TreeNode`, also in `list<…>`, make linked lists and binary trees of lists (docs/questions.md)."""

    name: Identifier
    parameters: Annotated[list[Parameter], Field(max_length=20)] = Field([])
    returns: Name = "json"
    result: Identifier | None = None


class Compare(Part):
    """How output is compared: as the ICPC's default validator does, if nothing else is said."""

    case_sensitive: bool = False
    space_change_sensitive: bool = False
    float_tolerance: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    any_order: bool = False


class _Case(Part):
    @cached_property
    def bytes(self) -> int:
        """How long it is as JSON."""
        return len(canonical(self))


class IoCase(_Case):
    """A program gets `stdin`, with `files` beside it, and prints `stdout`."""

    id: CaseId
    kind: Literal["io"]
    is_visible: bool = False
    name: Name = ""
    stdin: Output = ""
    stdout: Output
    args: Annotated[list[Name], Field(max_length=20)] = Field([])
    files: CaseFiles = Field({}, description="In the folder in which the program runs, by their paths.")
    hint: Annotated[Prose, Field(max_length=500)] = ""


class CallCase(_Case):
    """A function gets arguments by name and returns `expected`; `{"error": …}` means that it must fail."""

    id: CaseId
    kind: Literal["call"]
    is_visible: bool = False
    name: Name = ""
    property: Identifier | None = None
    input: Annotated[dict[Identifier, Json], AtMost(20), AfterValidator(short_json)]
    expected: Annotated[Json, AfterValidator(short_json)]
    hint: Annotated[Prose, Field(max_length=500)] = ""


Case = Annotated[IoCase | CallCase, Field(discriminator="kind")]


class Tests(Part):
    time_limit_s: Annotated[float, Field(ge=0.1, le=30)] = 2.0
    compare: Compare = Compare()
    function: Function | None = None
    cases: Annotated[list[Case], Field(max_length=MAX_CASES)] = Field([])

    @property
    def visible(self) -> list[Case]:
        """Those that candidates see; of the others they know how many there are."""
        return [case for case in self.cases if case.is_visible]

    @property
    def hidden_cases(self) -> int:
        return len(self.cases) - len(self.visible)

    @model_validator(mode="after")
    def _fits(self, info: ValidationInfo) -> Self:
        if info.context == KEPT:
            return self
        ids = [case.id for case in self.cases]
        if len(set(ids)) < len(ids):
            raise ValueError("Two cases have the same id.")
        if sum(case.bytes for case in self.cases) > MAX_CASES_BYTES:
            raise ValueError(f"All cases together are longer than {MAX_CASES_BYTES} bytes.")
        if sum(case.bytes for case in self.visible) > MAX_VISIBLE_BYTES:
            raise ValueError(f"The visible cases together are longer than {MAX_VISIBLE_BYTES} bytes.")
        for case in self.cases:
            if isinstance(case, CallCase) and (fault := _fault_of(case, self.function)):
                raise ValueError(fault)
        return self


def _fault_of(case: CallCase, function: Function | None) -> str | None:
    """Why it cannot be called, as a sentence."""
    if function is None:
        return f"Case {case.id} calls a function: say in `function` how it is called and what its parameters are."
    names = [parameter.name for parameter in function.parameters]
    if len(set(names)) < len(names):
        return "Two parameters of the function have the same name."
    if function.result not in (None, *names):
        return f"`result` has to name a parameter, or to be left out: {function.result} is none."
    if case.input.keys() != set(names):
        return f"Case {case.id}: `input` has to give a value to each parameter: {', '.join(names) or 'there are none'}."
    return None
