"""Programs as candidates write them: what they print, what they read, and how they fail."""

from tests.support.runner import Program, RunnerProcess, java

LANGUAGE = """
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

sealed interface Shape permits Circle, Square {}
record Circle(double radius) implements Shape {}
record Square(double side) implements Shape {}

enum Colour { RED, GREEN }

class Box<T extends Comparable<T>> {
    private final List<T> items = new ArrayList<>();
    Box<T> add(T item) { items.add(item); return this; }
    Optional<T> largest() { return items.stream().max(Comparator.naturalOrder()); }
}

public class Solution {
    static double area(Shape shape) {
        if (shape instanceof Circle circle) return Math.PI * circle.radius() * circle.radius();
        Square square = (Square) shape;
        return square.side() * square.side();
    }

    public static void main(String[] args) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : "b a c a b a".split(" ")) counts.merge(word, 1, Integer::sum);
        System.out.println(counts);
        System.out.println(new Box<Integer>().add(3).add(7).add(5).largest().get());
        System.out.println(new Square(2) + " " + area(new Square(2)));
        System.out.println(IntStream.rangeClosed(1, 5).mapToObj(i -> i * i).map(String::valueOf)
            .collect(Collectors.joining(",", "[", "]")));
        BiFunction<Integer, Integer, Integer> add = (a, b) -> a + b;
        System.out.println(add.andThen(x -> x * 2).apply(1, 2));
        Deque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
        PriorityQueue<int[]> heap = new PriorityQueue<>((a, b) -> b[0] - a[0]);
        heap.add(new int[] {1}); heap.add(new int[] {9});
        System.out.println(deque.pollLast() + " " + heap.poll()[0]);
        String day = switch (Colour.GREEN) { case RED -> "stop"; case GREEN -> "go"; };
        var text = \"""
            two
              lines\""";
        System.out.printf("%s %.2f %s%n", day, area(new Circle(1)), text.lines().count());
    }
}
"""

PRINTED = """{a=3, b=2, c=1}
7
Square[side=2.0] 4.0
[1,4,9,16,25]
6
3 9
go 3.14 2
"""


async def test_the_runner_says_which_java_it_runs(runner: RunnerProcess) -> None:
    version = await runner.client.version("java")
    assert version is not None
    assert version.startswith("Java ")
    assert "(OpenJDK " in version
    assert await runner.client.version("rust") is None


async def test_the_language_and_its_collections_work_over_several_classes(runner: RunnerProcess) -> None:
    program = runner.run(LANGUAGE)
    end = await program.end()
    assert program.stdout == PRINTED, program.stderr
    assert (end["reason"], end["code"], end["message"]) == ("exited", 0, None)
    assert [event["type"] for event in program.events][:3] == ["taken", "compiling", "running"]
    assert 0 < end["duration_ms"] < 60_000


async def test_a_program_talks_with_the_person_who_runs_it(runner: RunnerProcess) -> None:
    program = runner.run(
        java(
            'var in = new Scanner(System.in); System.out.print("Name? "); String name = in.nextLine();\n'
            'System.out.print("Age? "); int age = in.nextInt();\n'
            'System.out.println(name + " " + (age + 1)); in.nextLine(); System.out.println(in.hasNextLine());'
        )
    )
    await program.prints("Name? ")
    program.input("Añá 🎉")
    await program.prints("Age? ")
    program.input("41")
    await program.prints("Añá 🎉 42\n")
    program.input(None)
    assert (await program.end())["reason"] == "exited"
    assert program.stdout == "Name? Age? Añá 🎉 42\nfalse\n"


async def test_input_that_comes_while_it_compiles_waits_for_the_program(runner: RunnerProcess) -> None:
    program = runner.run(java("var in = new Scanner(System.in); System.out.println(in.nextInt() + in.nextInt());"))
    program.input("1")
    program.input("2")
    program.input(None)
    await program.end()
    assert program.stdout == "3\n"


async def test_a_mistake_is_told_with_its_file_line_and_place(runner: RunnerProcess) -> None:
    program = runner.run(java('int x = "text";\nmissing();'))
    end = await program.end()
    assert (end["reason"], end["code"], end["duration_ms"]) == ("error", 1, 0)
    assert end["message"] == "The program does not compile."
    assert "Main.java:3: error: incompatible types: String cannot be converted to int\n" in program.stderr
    assert "Main.java:4: error: cannot find symbol\nmissing();\n^\n" in program.stderr
    assert "2 errors" in program.stderr
    assert {"type": "running"} not in program.events


async def test_an_exception_is_told_with_its_line(runner: RunnerProcess) -> None:
    program = runner.run(java('System.out.println("before");\nObject o = List.of().get(0);'))
    end = await program.end()
    assert (end["reason"], end["code"]) == ("error", 1)
    assert program.stdout == "before\n"
    assert program.stderr.startswith('Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException')
    assert "\tat Main.main(Main.java:4)\n" in program.stderr


async def test_an_exit_code_is_told(runner: RunnerProcess) -> None:
    end = await runner.run(java("System.exit(7);")).end()
    assert (end["reason"], end["code"]) == ("error", 7)


async def test_warnings_of_the_compiler_are_not_the_programs_output(runner: RunnerProcess) -> None:
    program = runner.run(java("List raw = new ArrayList(); raw.add(1); System.out.println(raw);"))
    assert (await program.end())["reason"] == "exited"
    assert (program.stdout, program.stderr) == ("[1]\n", "")


async def test_every_alphabet_survives_source_name_output_and_error(runner: RunnerProcess) -> None:
    source = java('String größe = "ñandú 漢字 🎉"; System.out.println(größe); System.err.println(größe);', name="Größe")
    program = runner.run(source)
    assert (await program.end())["reason"] == "exited", program.stderr
    assert program.stdout == program.stderr == "ñandú 漢字 🎉\n"
    wrong = runner.run(java('String s = "漢字" + größe;'))
    await wrong.end()
    assert 'String s = "漢字" + größe;' in wrong.stderr


async def test_characters_of_several_bytes_are_never_cut(runner: RunnerProcess) -> None:
    program = runner.run(java('for (int i = 0; i < 20_000; i++) { System.out.print("é漢🎉"); }'))
    await program.end()
    assert program.stdout == "é漢🎉" * 20_000


async def test_output_comes_while_the_program_runs_and_in_few_pieces(runner: RunnerProcess) -> None:
    program = runner.run(
        java(
            'System.out.println("first"); new Scanner(System.in).nextLine();\n'
            "for (int i = 0; i < 1000; i++) { System.out.println(i); System.err.println(i); Thread.sleep(1); }"
        )
    )
    await program.prints("first\n")
    assert program.is_running
    program.input("go")
    end = await program.end()
    pieces = sum(event["type"] == "output" for event in program.events)
    assert pieces <= 20 * (end["duration_ms"] / 1000) + 4
    assert program.stderr == "".join(f"{i}\n" for i in range(1000))


async def test_a_program_without_main_is_told_what_is_missing(runner: RunnerProcess) -> None:
    end = await runner.run("class A {}").end()
    assert end["reason"] == "error"
    assert "public static void main" in end["message"]


async def test_a_program_in_a_package_runs(runner: RunnerProcess) -> None:
    program = runner.run("package com.example; // here\n" + java("System.out.println(Main.class.getName());"))
    await program.end()
    assert program.stdout == "com.example.Main\n"


async def test_two_programs_at_once_are_told_apart(runner: RunnerProcess) -> None:
    source = java('String line = new Scanner(System.in).nextLine(); System.out.println("I got " + line);')
    programs: list[Program] = [runner.run(source) for _ in range(2)]
    for number, program in enumerate(programs):
        program.input(f"line {number}")
    for number, program in enumerate(programs):
        await program.end()
        assert program.stdout == f"I got line {number}\n"


async def test_a_name_too_long_for_a_file_is_the_programs_fault(runner: RunnerProcess) -> None:
    name = "A" * 300
    end = await runner.run(java("", name=name)).end()
    assert (end["reason"], end["message"]) == (
        "error",
        "The public class has a name of 300 characters, too long for a file.",
    )
    assert "a run failed" not in runner.logs
