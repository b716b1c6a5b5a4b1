"""Java: where its tools are, which class of a source begins, and how it is compiled and started."""

import asyncio
import logging
import os
import re
import shutil
import tempfile
from asyncio.subprocess import DEVNULL
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codesala.runner.libraries import libraries_of
from codesala.runner.sandbox import Bind, CannotRun, Limits, Sandbox, try_out

logger = logging.getLogger(__name__)

OLDEST = 17
REMEDY = "apt install openjdk-17-jdk-headless, or set JAVA_HOME to a JDK"

SOURCE_INSIDE, CLASSES_INSIDE, ARCHIVE_INSIDE = "/program", "/classes", "/javac.jsa"

# They load what draws windows, plays sounds and reads cards. Each library more takes half a millisecond of every run.
DEVICES = {f"lib{name}.so" for name in ("awt_xawt", "jawt", "atk-wrapper", "splashscreen", "jsound", "j2pcsc")}

# For short programs: the quick compiler, the simple collector, no files of its own, nothing but errors to say.
MACHINE = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData")
QUIET = ("-Xlog:disable", "-Xlog:all=error:stderr")
UTF_8 = tuple(f"-D{name}=UTF-8" for name in ("file.encoding", "stdout.encoding", "stderr.encoding"))

TOOL_S = 60.0  # of the compiler, for what is ours
COMMON_PROGRAM = Path(__file__).with_name("Common.java")

# Each alternative also matches what never ends, also in a lone backslash, so that the scan is linear whatever is typed:
# one that fails after a long look would be tried again from the next place, and the next.
TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)"""
    r"""|"{3}(?:\\.|[^\\])*?(?:"{3}|\\?\Z)|"(?:\\.|[^"\\\n])*"?"""
    r"""|'(?:\\.|[^'\\\n])*'?|(?P<word>@?[^\W\d][\w$]*|\$[\w$]*)|(?P<sign>[{}();.<])""",
    re.DOTALL,
)
KINDS = {"class", "interface", "enum", "record", "@interface"}


@dataclass(frozen=True, slots=True)
class Entry:
    """`stem` is the file's name without `.java`; `main` is the full name of the class to start, if any has a main."""

    stem: str
    main: str | None


@dataclass(frozen=True, slots=True)
class Jdk:
    home: Path
    release: int  # like 17
    version: str  # like "Java 17 (OpenJDK 17.0.15)"
    libraries: tuple[Path, ...]  # of the system
    archive: Path | None = None  # what the compiler has in memory once it is warm, see `with_archive`

    def binds(self) -> list[Bind]:
        """What a sandbox needs of this JDK, besides what all programs need."""
        found = [Bind(self.home, str(self.home))]
        found += [Bind(library.resolve(), str(library)) for library in self.libraries]
        # Debian keeps what a JDK reads about security and logging there, and links to it.
        return found + [Bind(path, str(path)) for path in sorted(Path("/etc").glob("java*")) if path.is_dir()]

    @property
    def javac(self) -> str:
        return str(self.home / "bin" / "javac")

    def as_found(self) -> "Jdk":
        """Without the archive where somebody has removed it."""
        return self if self.archive is None or self.archive.exists() else replace(self, archive=None)

    def binds_to_compile(self) -> list[Bind]:
        return self.binds() + ([Bind(self.archive, ARCHIVE_INSIDE)] if self.archive else [])

    def compile(self, files: list[str], limits: Limits) -> list[str]:
        """No annotation processors: they would be the program, running too early."""
        archive = [f"-XX:SharedArchiveFile={ARCHIVE_INSIDE}"] if self.archive else []
        machine = _for_javac([*MACHINE, *archive, *QUIET, *UTF_8, f"-Xmx{limits.memory_mib // 2}m"])
        options = ["-proc:none", "-encoding", "UTF-8", "-g", "-d", CLASSES_INSIDE]
        return [self.javac, *machine, *options, *map(_as_name, files)]

    def run(self, main: str, limits: Limits, before: Sequence[str] = ()) -> list[str]:
        """`before`: folders of classes that come before the program's.

        Half of the memory is for the program's objects; the other half for threads, classes and the machine."""
        memory = [f"-Xmx{limits.memory_mib // 2}m", f"-XX:MaxDirectMemorySize={limits.memory_mib // 8}m"]
        classes = ":".join([*before, CLASSES_INSIDE])
        return [str(self.home / "bin" / "java"), *MACHINE, *QUIET, *UTF_8, *memory, "-cp", classes, main]


def find_jdk() -> Jdk:
    """JAVA_HOME, else where `javac` on PATH leads to. Raises CannotRun."""
    named = os.environ.get("JAVA_HOME")
    javac = str(Path(named) / "bin" / "javac") if named else shutil.which("javac")
    if javac is None or not os.access(javac, os.X_OK):
        where = f" in JAVA_HOME={named}" if named else ""
        raise CannotRun(f"a JDK is missing{where} (a JRE alone does not compile): {REMEDY}")
    home = Path(javac).resolve().parent.parent
    try:
        told = re.search(r'^JAVA_VERSION="((\d+)[^"]*)"', (home / "release").read_text(), re.MULTILINE)
    except OSError:
        told = None
    if told is None or int(told[2]) < OLDEST:
        raise CannotRun(f"the JDK in {home} is {told[1] if told else 'unknown'}; {OLDEST} or newer is needed: {REMEDY}")
    files = [home / "bin" / "java", *(path for path in (home / "lib").rglob("*.so") if path.name not in DEVICES)]
    libraries = tuple(path for path in libraries_of(files) if not path.is_relative_to(home))
    return Jdk(home, int(told[2]), f"Java {told[2]} (OpenJDK {told[1]})", libraries)


async def with_archive(jdk: Jdk, folder: Path) -> Jdk:
    """Keep in `folder` (11 MB) what the compiler loads and checks at each start: a third less to compute for each
    program. Without it, should that fail. Outside of the sandbox: the program is ours. Cancelled, it leaves nothing
    running."""
    archive = folder / "javac.jsa"
    written, used = f"-XX:ArchiveClassesAtExit={archive}", f"-XX:SharedArchiveFile={archive}"
    try:
        with tempfile.TemporaryDirectory(dir=folder) as classes:
            tries = {written: ["-proc:none", "-g", "-d", classes, str(COMMON_PROGRAM)], used: ["-version"]}
            for option, words in tries.items():
                await do_in_time([jdk.javac, *_for_javac([*MACHINE, option, *QUIET]), *words], classes)
    except OSError as error:  # TimeoutError is one
        logger.warning("the compiler has to load everything for each program", extra={"error": str(error)})
        return jdk
    return replace(jdk, archive=archive)


async def do_in_time(command: list[str], folder: str) -> None:
    """What is ours, outside of the sandbox. Raises OSError unless it ends well in time; cancelled, it is ended."""
    process = await asyncio.create_subprocess_exec(*command, env={}, cwd=folder, stdout=DEVNULL, stderr=DEVNULL)
    try:
        async with asyncio.timeout(TOOL_S):
            code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        raise OSError(f"{command[0]} ended with {code}")


def _for_javac(options: list[str]) -> list[str]:
    return [f"-J{option}" for option in options]


def _as_name(path: str) -> str:
    """What the compiler takes for a file, not for an option or a list of files."""
    return f"./{path}" if path[0] in "-@" else path


def check(sandbox: Sandbox, jdk: Jdk, limits: Limits) -> None:
    """Start the Java machine in a sandbox once. Raises CannotRun."""
    try_out(sandbox, [str(jdk.home / "bin" / "java"), *MACHINE, "-version"], jdk.binds(), limits)


def entry(source: str) -> Entry:
    """Which name the file must have (the public type's, else Main) and which class begins: the public one, else Main,
    else the first, of those with a `main`. Reads no more than words and braces, so it never fails."""
    depth = brackets = 0
    package, public, kind, current = "", "", "", ""
    public_ahead = False
    mains: list[str] = []
    before = ["", ""]
    naming_package = False
    for token in TOKEN.finditer(source):
        word, sign = token["word"], token["sign"]
        if not word and not sign:
            continue
        if sign in ("{", "}"):
            depth = max(0, depth + (1 if sign == "{" else -1))
            public_ahead = False
        elif sign == "(":
            if before == ["void", "main"] and brackets == 0 and depth <= 1:
                mains.append(current if depth else "")
            brackets += 1
        elif sign == ")":
            brackets = max(0, brackets - 1)
        elif sign == ";":
            naming_package = public_ahead = False
        elif depth == 0 and brackets == 0:
            if naming_package:
                package += word or sign or ""
            elif word == "package" and not before[1]:
                naming_package = True
            elif word == "public":
                public_ahead = True
            elif kind and word:
                current, kind = word, ""
                public = word if public_ahead and not public else public
            elif word in KINDS and before[1] != ".":
                kind = word
        before = [before[1], word or sign or ""]
    stem = public or "Main"
    named = [main or stem for main in mains]  # a main outside of any class makes the file itself a class (Java 25)
    begins = next((name for name in (public, "Main") if name in named), named[0] if named else None)
    return Entry(stem, f"{package}.{begins}" if package and begins else begins)
