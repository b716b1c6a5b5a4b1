"""What the programs of tests/programs do on a laptop: each runs with its language's own tool, where that is here.

`python -m tests.programs.native [language ...]` writes what they print down, as `<name>.expected`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

FOLDER = Path(__file__).parent
FRONTEND = FOLDER.parent.parent / "frontend"
EVERY_FILE = "(every file)"
NO_NEWLINE = "=== no newline at the end\n"


@dataclass(frozen=True)
class Outcome:
    """What a program prints on each stream, and its exit code. As text: the content of a file `.expected`."""

    code: int
    stdout: str
    stderr: str

    def __str__(self) -> str:
        streams = {"stdout": self.stdout, "stderr": self.stderr}
        return f"exit {self.code}\n" + "".join(
            f"=== {name}\n{text}" + ("" if text.endswith("\n") else f"\n{NO_NEWLINE}")
            for name, text in streams.items()
            if text
        )


@dataclass(frozen=True)
class Native:
    """How a language runs on a laptop."""

    ending: str  # of its programs' names
    file: str  # what the page calls the program, and so what it is called here; {file}, {main}: see `names_in_java`
    tool: str  # without it nothing is compared
    commands: list[list[str]]  # in the program's folder; the last one is the program; EVERY_FILE: all of its ending
    clean: Callable[[str], str] = str  # what only the laptop's tool says is taken from stderr
    frames: Callable[[str], str] = str  # the same of stdout
    env: dict[str, str] = field(default_factory=dict)
    begins: str = ""  # what only programs that are compared begin with
    is_slow: bool = False  # a third of its programs runs in each `make test`, by the seed

    @property
    def endings(self) -> set[str]:
        return {".cpp", ".cc"} if self.ending == "cpp" else {f".{self.ending}"}

    def words(self, command: list[str], folder: Path, names: dict[str, str]) -> list[str]:
        """A command with the names, and with the files in this folder, in their places."""
        paths = [path for path in sorted(folder.rglob("*")) if path.suffix in self.endings]
        files = [str(path.relative_to(folder)) for path in paths]
        return [*chain.from_iterable(files if word == EVERY_FILE else [word.format(**names)] for word in command)]


def without_node_frames(text: str) -> str:
    return re.sub(r"(?m)\n +at (?!.*main\.[jt]s).*\bnode:.*?( \{|,)?$", r"\1", text)


def clean_node(stderr: str) -> str:
    """Without Node's own frames, places, version and number of its process, all of which the page leaves out."""
    text = without_node_frames(re.sub(r"(?m)^node:\S+:\d+\n.*\n *\^\n\n?", "", stderr))
    text = text.replace("^\n\n\n", "^\n\n")  # with a source map it leaves one line more, of what is no error as well
    text = re.sub(r"\^\n\n((?:.*\n)+?\(Use `node --trace-uncaught)", r"^\n\1", text)
    text = re.sub(r"(?m)^(Node\.js v\d.*|\(Use `node --trace-.*)\n", "", text)
    text = re.sub(r"(?m)^\(node:\d+\) ", "(node:1) ", text)
    return text.strip("\n") + "\n" if text.strip() else ""


def clean_lua(stderr: str) -> str:
    """Without the command's own name and places, and the frames that have no line, all of which the page leaves out."""
    text = re.sub(r"\n\t(\[C\]: in .*|no file '(/.*|.*\.so)')", "", re.sub(r"(?m)^lua: ", "", stderr))
    return re.sub(r"(?m)\nstack traceback:$(?!\n\t)", "", text)


def clean_ruby(stderr: str) -> str:
    """Without the frames of the library: the program's first one has the error's words."""
    inner = r"(?m)^/.*/ruby/.*:\d+:in '[^']*'(: (?:.*\n(?!\tfrom ))*.*)(?:\n\tfrom /.*/ruby/.*)*\n\tfrom (.*)"
    return re.sub(r"(?m)^\tfrom /.*/ruby/.*\n", "", re.sub(inner, r"\2\1", stderr))


def clean_compiled(stderr: str) -> str:
    """What compilers say is their own, as are the frames of Java's library. Of a recursion's trace one line stands for
    all that are the same."""
    if re.search(r"(?m)^\S+: (fatal )?error: |\bundefined reference\b", stderr):
        return "(does not compile)\n"
    own = re.sub(r"(?m)^\tat java\.base/.*\n", "", stderr)
    return re.sub(r"(?m)^(.+\n)\1{9,}", r"\1(and so on)\n", own)


def clean_sqlite(stderr: str) -> str:
    """The shell says of errors whether they are of parsing, and their numbers; the page says the file."""
    said = re.sub(r"(?m)^(?:Parse|Runtime) error near (line \d+: )", r"main.sql, \1", stderr)
    return re.sub(r"(?m)^(main\.sql, line .*) \(\d+\)$", r"\1", said)


def names_in_java(source: str) -> dict[str, str]:
    """The file has the public class's name; the last class begins."""
    classes = re.findall(r"(?m)^(public )?(?:final )?class (\w+)", source)
    return {"file": next((name for public, name in classes if public), "Main"), "main": classes[-1][1]}


TOOK = re.compile(r"\(\d[\d.]*ms\)|(?<=duration_ms )\d[\d.]*")


COMPILE_TYPESCRIPT = str(FOLDER / "compile_typescript.mjs")
# A compiler that ends after a second does without the machine's second optimiser and its collector in parallel: a third
# less to compute.
SHORT_LIVED = ("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xshare:auto")
AS_ON_A_TERMINAL = {"NODE_OPTIONS": "--test-reporter=spec --experimental-detect-module"}

NATIVE = {
    "javascript": Native(
        "js", "main.js", "node", [["node", "main.js"]], clean_node, without_node_frames, AS_ON_A_TERMINAL
    ),
    "typescript": Native(
        *("ts", "main.ts", "node"),
        [["node", COMPILE_TYPESCRIPT, EVERY_FILE], ["node", "--enable-source-maps", "main.js"]],
        *(clean_node, without_node_frames, AS_ON_A_TERMINAL),
    ),
    "python": Native("py", "main.py", "python3", [["python3", "main.py"]], env={"TERM": "xterm"}),
    "ruby": Native("rb", "main.rb", "ruby3.4", [["ruby3.4", "main.rb"]], clean_ruby),
    "lua": Native("lua", "main.lua", "lua", [["lua", "main.lua"]], clean_lua),
    "sql": Native(
        *("sql", "main.sql", "sqlite3"),
        [["sh", "-c", "sqlite3 :memory: < main.sql"]],
        clean_sqlite,
        lambda stdout: stdout.replace("\r\n", "\n"),
        begins=".mode",  # the others are shown in tables of the page's own
    ),
    "cpp": Native(
        *("cpp", "main.cpp", "g++"),
        [["g++", "-std=c++20", "-O1", "-pthread", "-iquote", ".", "-o", "main", EVERY_FILE], ["./main"]],
        clean_compiled,
        is_slow=True,
    ),
    "java": Native(
        *("java", "{file}.java", "javac"),
        [
            ["javac", *SHORT_LIVED, "-proc:none", "-g", "-d", "classes", EVERY_FILE],
            ["java", "-cp", "classes", "{main}"],
        ],
        clean_compiled,
        is_slow=True,
    ),
}


def programs_of(language: str) -> list[Path]:
    """Programs of one file, and folders: a folder is a program of several, which begins with what `file` names."""
    own = FOLDER / language
    native = NATIVE[language]
    folders = {path for path in own.iterdir() if path.is_dir() and path.with_name(f"{path.name}.expected").exists()}
    programs = sorted({*own.glob(f"*.{native.ending}"), *folders})
    return [program for program in programs if not native.begins or begins_so(program, native)]


def begins_so(program: Path, native: Native) -> bool:
    return (program / native.file if program.is_dir() else program).read_text().startswith(native.begins)


def texts_of(program: Path) -> dict[str, str]:
    """The texts of a program that is a folder, by their paths in it."""
    files = sorted(path for path in program.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(program).as_posix(): path.read_text() for path in files}


def run_natively(language: str, program: Path) -> Outcome:
    native = NATIVE[language]
    given = program.with_suffix(".in")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        names = {"file": "Main", "main": "Main"}
        if program.is_dir():
            shutil.copytree(program, folder, dirs_exist_ok=True)
        else:
            names = names_in_java(program.read_text()) if language == "java" else {}
            shutil.copy(program, folder / native.file.format(**names))
        for command in native.commands:
            done = subprocess.run(
                native.words(command, folder, names),
                cwd=folder,
                check=False,
                input=given.read_bytes() if given.exists() else b"",
                env={**os.environ, **native.env},
                capture_output=True,
                timeout=120,
            )
            if done.returncode:
                break  # it does not compile, or ends with this code
        plain = [
            text.decode().replace(f"file://{folder}/", "").replace(f"{folder}/", "")
            for text in (done.stdout, done.stderr)
        ]
    code = done.returncode if done.returncode >= 0 else 128 - done.returncode  # of a signal, as a shell says it
    return Outcome(code, TOOK.sub("(time)", native.frames(plain[0])), native.clean(plain[1]))


if __name__ == "__main__":
    for language in sys.argv[1:] or NATIVE:
        for program in programs_of(language):
            program.with_suffix(".expected").write_text(str(run_natively(language, program)))
            print(program.relative_to(FOLDER))
