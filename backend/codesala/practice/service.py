"""Practice: a session in which a candidate tries everything out before the interview. It has no host, nothing of it is
exported or listed, and it is deleted soon after it was left."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Ended, NotFound
from codesala.languages import find_language
from codesala.links.service import UNKNOWN, mint_token, resolve_link
from codesala.practice.question import QUESTION
from codesala.questions.sessions import first_batch, row_of
from codesala.records import Batch
from codesala.sessions import rows_retention as rows
from codesala.sessions.service import Draft, lock_session, remove_session

EMPTY_FOR = timedelta(minutes=30)
OLDEST = timedelta(hours=24)
DELETED_AT_ONCE = 100

PROGRAMS = {
    "python": 'name = input("What is your name? ")\nprint(f"Hello, {name}!")\n',
    "javascript": 'const name = prompt("What is your name?");\nconsole.log(`Hello, ${name}!`);\n',
    "typescript": 'const name: string | null = prompt("What is your name?");\nconsole.log(`Hello, ${name}!`);\n',
    "java": "import java.util.Scanner;\n\npublic class Main {\n    public static void main(String[] args) {\n"
    '        System.out.print("What is your name? ");\n        String name = new Scanner(System.in).nextLine();\n'
    '        System.out.println("Hello, " + name + "!");\n    }\n}\n',
    "cpp": "#include <iostream>\n#include <string>\n\nint main() {\n"
    '    std::cout << "What is your name? " << std::flush;\n    std::string name;\n'
    '    std::getline(std::cin, name);\n    std::cout << "Hello, " << name << "!\\n";\n}\n',
    "ruby": 'print "What is your name? "\nname = gets.chomp\nputs "Hello, #{name}!"\n',
    "lua": 'io.write("What is your name? ")\nlocal name = io.read()\nprint("Hello, " .. name .. "!")\n',
}
"""By language: a program that asks something, so that input is tried too. Other languages begin with their starter."""


async def draft_practice(db: AsyncSession, token: str) -> Draft:
    """In the language of the session that a candidate's link opens. Raises `errors.NotFound` for any other link, and
    `errors.Ended`."""
    link = await resolve_link(db, token)
    if link.role != "candidate" or link.kind != "interview":
        raise NotFound(UNKNOWN)
    if link.status != "live":
        raise Ended("This session has ended: there is nothing to practise for.")
    code = PROGRAMS.get(link.language) or find_language(link.language).starter
    return Draft(
        session_id=mint_token(),
        title=None,
        language=link.language,
        initial_code=code,
        shares_code=False,
        kind="practice",
    )


def question_of(draft: Draft) -> tuple[list[Mapping[str, Any]], list[Batch]]:
    """The question to practise with, where programs of the language read input: rows for NEW_QUESTION, and what the log
    tells of them."""
    if draft.language not in PROGRAMS:
        return [], []
    copies = [row_of(draft.session_id, 1, QUESTION, datetime.now(UTC))]
    told = first_batch(draft.session_id, copies)
    return list(copies), [told] if told else []


async def find_left(db: AsyncSession, at: datetime) -> Sequence[str]:
    """Ids of some practice sessions that everybody left a while before `at`, and of those that are too old."""
    return await rows.list_left_practice(db, at - EMPTY_FOR, at - OLDEST, DELETED_AT_ONCE)


async def remove_if_left(db: AsyncSession, session_id: str, at: datetime) -> bool:
    """Delete it for good; False when somebody else did, or came back."""
    try:
        await lock_session(db, session_id)
    except NotFound:
        return False
    is_over = await rows.is_left_practice(db, session_id, at - EMPTY_FOR, at - OLDEST)
    if is_over:
        await remove_session(db, session_id)
    return is_over
