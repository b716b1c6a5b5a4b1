"""The statements of questions as HTML: rendered in threads, and kept."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence

from codesala.questions.content import Content, Rendered
from codesala.questions.content.cases import CallCase, Case, Function

KEPT = 256


class Statements:
    """Keeps what was asked for last. `in_thread` is how work is done that takes long (web/heavy.py)."""

    def __init__(self, in_thread: Callable[..., Awaitable[Rendered]]) -> None:
        self._in_thread = in_thread
        self._kept: OrderedDict[str, Rendered] = OrderedDict()

    async def of(self, content: Content) -> dict[str, Rendered]:
        """All statements of a question, by language."""
        visible = [_in_order(case, content.tests.function) for case in content.tests.visible]
        return {
            locale: await self.render(text, content.assets, visible, locale)
            for locale, text in content.statements.items()
        }

    async def render(
        self, text: str, assets: Mapping[str, str], cases: Sequence[Case] = (), locale: str = "en"
    ) -> Rendered:
        named = json.dumps([text, dict(assets), [case.model_dump_json() for case in cases], locale])
        key = hashlib.sha256(named.encode()).hexdigest()
        if key not in self._kept:
            self._kept[key] = await self._in_thread(_render, text, assets, cases, locale)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _render(text: str, assets: Mapping[str, str], cases: Sequence[Case], locale: str) -> Rendered:
    """The renderer is imported for the first statement, in its thread: no node waits for it to start."""
    from codesala.questions.markdown import render

    return render(text, assets, cases, locale)


def _in_order(case: Case, function: Function | None) -> Case:
    """With its arguments as the function takes them: what is stored has them by their names."""
    if function is None or not isinstance(case, CallCase):
        return case
    places = {parameter.name: place for place, parameter in enumerate(function.parameters)}
    given = sorted(case.input.items(), key=lambda argument: places.get(argument[0], len(places)))
    return case.model_copy(update={"input": dict(given)})
