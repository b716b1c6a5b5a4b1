"""Java that is newer than the server's is named, with what to write instead; what is wrong in any is not."""

import pytest

from codesala.runner.newer_java import newer_than
from tests.support.runner import RunnerProcess, java

SAID = {  # what the compiler of Java 17 says, shortened
    "class, interface, enum, or record expected\nvoid main() {\n^": (
        "A main without a class is of Java 25, and this server has Java 17: write public class Main { … } instead."
    ),
    "patterns in switch statements are a preview feature and are disabled by default.\n case Integer i when i > 3 ->": (
        "Patterns in switch are of Java 21, and this server has Java 17: write if (x instanceof Type y) instead."
    ),
    "')' expected\nif (o instanceof P(int x, int y)) System.out.println(x + y);": (
        "Patterns that take records apart are of Java 21, and this server has Java 17: write record.part() instead."
    ),
    'illegal escape character\nSystem.out.println(STR."hi \\{name}");': (
        "String templates were tried in Java 21 and taken back; this server has Java 17: write String.format instead."
    ),
    "as of release 9, '_' is a keyword, and may not be used as an identifier\ncatch (Exception _) {}": (
        "The name _ for what is not used is of Java 22, and this server has Java 17: write a name instead."
    ),
    "cannot find symbol\n  symbol:   variable IO\n  location: class Main": (
        "The class IO is of Java 25, and this server has Java 17: write System.out.println and Scanner instead."
    ),
}
WRONG_IN_ANY_JAVA = (
    "';' expected\nint x = 3",
    "cannot find symbol\n  symbol:   method getfirst()\n  location: interface List<Integer>",
    "cannot find symbol\n  symbol:   variable count",
    "class, interface, enum, or record expected\n    public static void main(String[] args) {",
    'incompatible types: String cannot be converted to int\n        case 1: return "one";',
)


@pytest.mark.parametrize("complaint", SAID)
def test_what_is_newer_than_the_servers_java_is_named_with_what_to_write_instead(complaint: str) -> None:
    said = f"Main.java:7: error: ';' expected\nint x = 3\nMain.java:9: error: {complaint}\n2 errors\n"
    assert newer_than(17, said) == SAID[complaint]
    assert newer_than(25, said) in (None, SAID[complaint].replace("Java 17", "Java 25"))


@pytest.mark.parametrize("complaint", WRONG_IN_ANY_JAVA)
def test_what_is_wrong_in_any_java_is_not_called_new(complaint: str) -> None:
    assert newer_than(17, f"Main.java:9: error: {complaint}\n1 error\n") is None


async def test_a_program_for_a_newer_java_is_told_so_before_what_the_compiler_says(runner: RunnerProcess) -> None:
    if int((await runner.client.version("java") or "").split()[1]) >= 21:
        pytest.skip("this Java has it")
    program = runner.run(java("System.out.println(List.of(1, 2).reversed());"))
    assert (await program.end())["message"] == "The program does not compile."
    told, compiler = program.stderr.split("\n", 1)
    assert told.startswith("On lists, reversed() is of Java 21, and this server has Java 17: write")
    assert compiler.startswith("Main.java:3: error: cannot find symbol\n")
