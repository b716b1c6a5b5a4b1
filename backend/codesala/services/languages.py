"""The languages of the editor: the one place that knows their ids, names and starter code."""

from dataclasses import dataclass
from typing import Literal, get_args

from codesala.errors import InvalidInput

LanguageId = Literal["python", "javascript", "typescript", "java", "cpp"]

DEFAULT_LANGUAGE: LanguageId = "python"


@dataclass(frozen=True, slots=True)
class Language:
    """`starter` is three lines that run as they stand, with nothing but the language itself."""

    id: LanguageId
    name: str
    starter: str


LANGUAGES: dict[LanguageId, Language] = {
    language.id: language
    for language in (
        Language(
            "python",
            "Python",
            'for name in ["Ada", "Grace", "Linus"]:\n    greeting = f"Hello, {name}!"\n    print(greeting)\n',
        ),
        Language(
            "javascript",
            "JavaScript",
            'for (const name of ["Ada", "Grace", "Linus"]) {\n  console.log(`Hello, ${name}!`);\n}\n',
        ),
        Language(
            "typescript",
            "TypeScript",
            "const greet = (name: string): string => `Hello, ${name}!`;\n"
            'const names: string[] = ["Ada", "Grace", "Linus"];\n'
            "names.forEach((name) => console.log(greet(name)));\n",
        ),
        Language(
            "java",
            "Java",
            "public class Main {\n"
            '    public static void main(String[] args) { System.out.println("Hello, Ada!"); }\n'
            "}\n",
        ),
        Language(
            "cpp",
            "C++",
            '#include <iostream>\n\nint main() { std::cout << "Hello, Ada!\\n"; }\n',
        ),
    )
}

assert set(LANGUAGES) == set(get_args(LanguageId))


def find_language(language_id: str) -> Language:
    """Raises `errors.InvalidInput`, whose detail names the languages there are."""
    for language in LANGUAGES.values():
        if language.id == language_id:
            return language
    known = ", ".join(LANGUAGES)
    raise InvalidInput(f"There is no such language here. Choose one of: {known}.", field="body.language")
