"""Laying the files of a session's question in, in a live session: once, and nothing that is there is touched.

*Safety:* the session's row is locked while it is decided where they go, so of two hosts who ask at once one lays them
in and the other is told where they are. The text of each file is the first batch of the log that has its name, so each
node takes it once (docs/decisions/0034).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import milliseconds_now
from codesala.errors import Conflict, InvalidInput
from codesala.files.rows import batch_of, create_files, live_paths
from codesala.paths import checked_path, clashes, folded, is_reserved, main_path, mint_file_id, root_of
from codesala.questions.content import Content, read_content
from codesala.questions.sessions import begin_change, find_question
from codesala.recordings.rows_log import add_batches
from codesala.records import FileChange, FileRefused
from codesala.sessions.changes import Actor, Changed
from codesala.texts import with_line_ends

MAX_FOLDERS = 100
"""So many names are tried for the folder: `slug`, `slug-2` and so on."""


@dataclass(frozen=True, slots=True)
class Starter:
    """What a question begins with in one of its languages. `entry`: the path of its program, if it has one."""

    language: str | None
    entry: str | None
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the files of a question are: "" is beside the session's main file, else the name of a folder. `main` is the
    text that the main file is to get from whoever asked, which is so for one alone: whose call laid the files in."""

    folder: str
    main: str | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """`language`: null is the session's, once; one that is named comes even where another's files are. `into_main`:
    whoever asks sees that nobody has typed in the session's main file. `text_of` makes an update of a text for a root;
    `check` raises when there is no room for so much text."""

    language: str | None
    into_main: bool
    max_files: int
    text_of: Callable[[str, str], bytes]
    check: Callable[[str], None]


def starter_of(content: Content, language: str) -> Starter:
    """In this language, or else in the question's first one that has files; with the files for every language."""
    have = [one for one, own in content.languages.items() if own.files]
    chosen = language if language in have else next(iter(have), None)
    own = content.languages[chosen].files if chosen else {}
    entry = chosen and next((path for path in own if path.lower() == main_path(chosen).lower()), None)
    texts = {path: with_line_ends(text) for path, text in (content.files | own).items()}
    return Starter(chosen, entry, texts)


def folder_for(slug: str, paths: Sequence[str], there: Sequence[str]) -> str:
    """A name that is free, in which these paths can be. Raises `errors.Conflict`."""
    taken = [folded(path) for path in there]
    for number in range(1, MAX_FOLDERS + 1):
        folder = slug if number == 1 else f"{slug}-{number}"
        if any(clashes(folded(folder), one) for one in taken):
            continue
        try:
            for path in paths:
                checked_path(f"{folder}/{path}")
        except InvalidInput as error:
            if number > 1:
                raise Conflict(f"The files cannot be put into a folder: {error.detail}") from None
            continue  # a device of Windows may be called like the question
        return folder
    raise Conflict("There are too many folders that are called like the question.")


def fits_beside_main(starter: Starter, wanted: Wanted, language: str, there: Sequence[str]) -> bool:
    """Whether the files can be beside the session's main file, each by its own name, and the entry in its place."""
    if starter.entry is not None and not (wanted.into_main and starter.language == language):
        return False
    taken = [folded(path) for path in there]
    others = [path for path in starter.files if path != starter.entry]
    return not any(is_reserved(path) or any(clashes(folded(path), one) for one in taken) for path in others)


def _first_place(
    slug: str, starter: Starter, wanted: Wanted, language: str, there: Sequence[str]
) -> tuple[str, Mapping[str, str]]:
    """The folder, and the files that come into it: all but the entry where that is the main file's text."""
    if not fits_beside_main(starter, wanted, language, there):
        return folder_for(slug, list(starter.files), there), starter.files
    return "", {path: text for path, text in starter.files.items() if path != starter.entry}


def _next_place(
    content: Content, starter: Starter, wanted: str | None, folder: str, there: Sequence[str]
) -> tuple[str, Mapping[str, str]]:
    """The same for another language than those that are there: none come where its entry is. The main file is
    somebody's by now, so it never gets them."""
    if starter.language is None or starter.language != wanted or starter.entry is None:
        return folder, {}
    taken = {folded(path) for path in there}
    if folder:
        free = {
            path: text
            for path, text in starter.files.items()
            if not any(clashes(folded(f"{folder}/{path}"), one) for one in taken)
        }
        if folded(f"{folder}/{starter.entry}") in taken:
            return folder, {}
        if free.keys() >= content.languages[starter.language].files.keys():
            return folder, free  # what is for every language is there already
    return folder_for(content.slug, list(starter.files), there), starter.files


async def lay_in(db: AsyncSession, session_id: str, actor: Actor, number: int, wanted: Wanted) -> tuple[Changed, Laid]:
    """The files of a question that everybody sees, in each language once. Raises `errors.NotFound`, `errors.Conflict`,
    `errors.TooLarge`."""
    change = await begin_change(db, session_id, actor)
    question = await find_question(db, session_id, number)
    before = question.folder
    if before is not None and wanted.language is None:
        return await change.finish(), Laid(before, None, is_new=False)
    if question.state != "shown":
        raise Conflict("Only hosts see the question: show it first.")
    content = read_content(question.content)
    starter = starter_of(content, wanted.language or change.row.language)
    if not starter.files:
        raise Conflict("The question has no files to begin with.")
    there = await live_paths(db, session_id)
    if before is None:
        folder, files = _first_place(content.slug, starter, wanted, change.row.language, there)
    else:
        folder, files = _next_place(content, starter, wanted.language, before, there)
        if not files:
            return await change.finish(), Laid(before, None, is_new=False)
    is_in_main = before is None and starter.entry is not None and starter.entry not in files
    wanted.check("".join((starter.files if is_in_main else files).values()))
    at_ms = milliseconds_now()
    new = [
        FileChange(
            "create",
            file_id := mint_file_id(),
            at_ms,
            f"{folder}/{path}" if folder else path,
            wanted.text_of(text, root_of(file_id)),
            actor.participant,
            actor.name,
            number,
        )
        for path, text in files.items()
    ]
    events = await create_files(db, change.row, new, wanted.max_files)
    if isinstance(events, FileRefused):
        raise Conflict(events.message)
    question.folder = folder
    change.is_new = True
    changed = await change.finish()
    await add_batches(db, [batch_of(session_id, one, event) for one, event in zip(new, events, strict=True)])
    main = starter.files[starter.entry] if is_in_main and starter.entry else None
    return replace(changed, events=[*changed.events, *events]), Laid(folder, main, is_new=True)
