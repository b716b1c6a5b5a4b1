"""The languages of the editor: the one place that knows their ids, names and starter code."""

from dataclasses import dataclass
from typing import Literal, get_args

from codesala.errors import InvalidInput

LanguageId = Literal["python", "javascript", "typescript", "java", "cpp"]

DEFAULT_LANGUAGE: LanguageId = "python"


@dataclass(frozen=True, slots=True)
class Language:
    """`starter` is a small program that runs as it stands with nothing but the language itself."""

    id: LanguageId
    name: str
    starter: str


LANGUAGES: dict[LanguageId, Language] = {
    language.id: language
    for language in (
        Language(
            "python",
            "Python",
            "words = 'the quick brown fox jumps over the lazy dog'.split()\n"
            "longest = max(words, key=len)\n"
            "print(f'{len(words)} words, and the longest is {longest!r}')\n",
        ),
        Language(
            "javascript",
            "JavaScript",
            'const words = "the quick brown fox jumps over the lazy dog".split(" ");\n'
            "const longest = words.reduce((best, word) => (word.length > best.length ? word : best));\n"
            "console.log(`${words.length} words, and the longest is ${longest}`);\n",
        ),
        Language(
            "typescript",
            "TypeScript",
            'const words: string[] = "the quick brown fox jumps over the lazy dog".split(" ");\n'
            "const longest: string = words.reduce((best, word) => (word.length > best.length ? word : best));\n"
            "console.log(`${words.length} words, and the longest is ${longest}`);\n",
        ),
        Language(
            "java",
            "Java",
            "public class Main {\n"
            "    public static void main(String[] args) {\n"
            '        String[] words = "the quick brown fox jumps over the lazy dog".split(" ");\n'
            '        String longest = "";\n'
            "        for (String word : words) if (word.length() > longest.length()) longest = word;\n"
            '        System.out.println(words.length + " words, and the longest is " + longest);\n'
            "    }\n"
            "}\n",
        ),
        Language(
            "cpp",
            "C++",
            "#include <iostream>\n"
            "#include <sstream>\n"
            "#include <string>\n"
            "\n"
            "int main() {\n"
            '    std::istringstream words("the quick brown fox jumps over the lazy dog");\n'
            "    std::string word, longest;\n"
            "    int count = 0;\n"
            "    for (; words >> word; ++count) if (word.size() > longest.size()) longest = word;\n"
            '    std::cout << count << " words, and the longest is " << longest << "\\n";\n'
            "}\n",
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
