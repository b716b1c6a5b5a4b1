"""Programs that are tested: compiled once, run once a case, each in a sandbox of its own."""

import re

from codesala.runner.run import NO_MAIN
from tests.runner.conftest import StartRunner
from tests.support.runner import RunnerProcess, java, wait_until_gone

ECHO = """
var lines = new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).lines().toList();
System.out.print(args.length + " " + String.join("|", args) + " " + lines);
var kept = java.nio.file.Path.of("/tmp/kept");
if (java.nio.file.Files.exists(kept)) System.out.print(" kept");
java.nio.file.Files.writeString(kept, "secret");
if (lines.contains("throw")) throw new IllegalStateException("of mine");
while (lines.contains("loop")) {}
if (lines.contains("wait")) { System.out.print("began"); while (true) Thread.sleep(1000); }
"""


async def test_a_program_is_compiled_once_and_runs_once_a_case_and_keeps_nothing(runner: RunnerProcess) -> None:
    program = runner.run(java(ECHO, name="Tested"), is_tested=True)
    assert await program.tried("a\nb\n", "x", "-y") == ("2 x|-y [a, b]", program.events[-1])
    end = program.events[-1]
    assert (end["type"], end["reason"], end["code"], end["message"]) == ("tried", "exited", 0, None)
    assert 0 < end["duration_ms"] < 60_000
    printed, end = await program.tried("")
    assert (printed, end["reason"]) == ("0  []", "exited"), "neither files nor input of the case before"
    printed, end = await program.tried("throw")
    assert (end["reason"], end["code"]) == ("error", 1)
    assert "IllegalStateException: of mine" in program.stderr
    long = "é" * 60_000
    assert (await program.tried(long))[0] == f"0  [{long}]"
    program.stop()
    assert (await program.end())["reason"] == "stopped"
    assert [event["type"] for event in program.events].count("compiling") == 1
    assert [event["type"] for event in program.events].count("running") == 4


READS = """
for (var name : args) {
  var path = java.nio.file.Path.of(name);
  System.out.print(java.nio.file.Files.exists(path) ? java.nio.file.Files.readString(path) + ";" : "none;");
}
System.out.print(Helper.WORD);
"""


async def test_a_case_lays_its_files_beside_the_program_and_no_longer_than_it_runs(runner: RunnerProcess) -> None:
    helper = "class Helper { static final String WORD = %s; }"
    files = {"Main.java": java(READS), "Helper.java": helper % '"own"', "own.txt": "own", "both.txt": "own"}
    program = runner.run(files, is_tested=True)
    names = ("own.txt", "both.txt", "in/case.txt")
    assert (await program.tried("", *names))[0] == "own;own;none;own"
    given = {"both.txt": "case", "in/case.txt": "case", "Main.java": "not the program"}
    assert (await program.tried("", *names, **given))[0] == "own;case;case;own"
    assert (await program.tried("", *names))[0] == "own;own;none;own", "gone with the case"
    assert (await program.tried("", *names, **{"Helper.java": helper % '"case"'}))[0] == "own;own;none;case"
    _, end = await program.tried("", **{"Helper.java": helper % "1"})
    assert (end["reason"], end["message"]) == ("error", "The program does not compile.")
    assert "incompatible types" in program.stderr
    for wrong in ({"../up.txt": ""}, {"own.txt/below": ""}, {"CON": ""}):
        _, end = await program.tried("", **wrong)
        assert end["reason"] == "failed", wrong
    assert (await program.tried("", *names))[0] == "own;own;none;own"
    assert len(runner.work_folders()) == 1, "of the suite alone"
    program.stop()
    await program.end()


CALLED = """
import java.util.*;
public class Main {
    int calls = 0;
    int[] twoSum(int[] numbers, long target) {
        System.out.println("call " + ++calls);
        for (int one = 0; one < numbers.length; one++)
            for (int other = 0; other < one; other++)
                if (numbers[one] + numbers[other] == target) return new int[] {other, one};
        throw new IllegalStateException("none");
    }
    static void sort(List<Integer> numbers) { Collections.sort(numbers); }
    static Map<String, Object> all(Map<Integer, double[]> map, Set<Character> signs, Optional<String> none, long big) {
        return new TreeMap<>(Map.of("half", map.get(1)[0], "signs", signs, "none", none, "big", big + 1));
    }
    static int leave() { System.exit(0); return 0; }
    record Point(int x, String name) {}
    static Object point() { return new Point(1, "\u00e9"); }
    static Object other() { return new Object(); }
}
"""

OF_RECORDS = """
import java.util.*;
record Pair<A, B>(A first, B second) {}
class Solution {
    enum Level { LOW, HIGH }
    record Point(int x, int y) {}
    record Line(String name, Point from, List<Point> through, Optional<Level> level) {
        Line { if (name.isEmpty()) throw new IllegalStateException("no name"); }
    }
    int length(Line line) { return line.from().x() + line.through().get(0).y() + line.level().get().ordinal(); }
    Point[] turned(Point... points) { for (int at = 0; at < points.length; at++)
        points[at] = new Point(points[at].y(), points[at].x()); return points; }
    <T> long first(Pair<Long, int[]> pair) { return pair.first() + pair.second()[0]; }
}
"""


async def test_functions_are_called_with_what_their_parameters_are_and_need_no_main(runner: RunnerProcess) -> None:
    program = runner.run(CALLED, is_tested=True)
    for _ in range(2):
        assert await program.called("twoSum", [3, 2, 4], 6) == ("call 1\n", '{"value":[1,2]}'), "begins anew"
    assert await program.called("sort", [3, 1, 2], judged=0) == ("", '{"value":[1,2,3]}')
    made = '{"big":"9007199254740993","half":0.5,"none":null,"signs":["a","b"]}'
    _, came = await program.called("all", {"1": [0.5]}, ["b", "a"], None, "9007199254740992")
    assert came == f'{{"value":{made}}}'
    assert (await program.called("point"))[1] == '{"value":{"x":1,"name":"\\u00e9"}}'
    assert (await program.called("absent"))[1] == '{"missing":true}'
    for name, args, why in (
        ("twoSum", ([1], 3), "java.lang.IllegalStateException: none"),
        ("twoSum", (["x"], 3), 'java.lang.IllegalArgumentException: the argument \\"x\\" is no int'),
        ("twoSum", ([1],), "java.lang.IllegalArgumentException: twoSum has 2 parameters, and is called with 1"),
        ("other", (), "java.lang.IllegalArgumentException: Object cannot be written as JSON, so it cannot be compared"),
    ):
        assert (await program.called(name, *args))[1] == f'{{"error":"{why}"}}'
    assert "at Main.twoSum(Main.java:10)" in program.stderr
    assert "codesala" not in program.stderr, "nothing of ours is in a trace"
    assert (await program.called("leave"))[1] == ""
    _, end = await program.tried("")
    assert (end["reason"], end["message"]) == ("error", NO_MAIN)
    assert all(event["reason"] == "exited" for event in program.events[:-1] if event["type"] == "tried")


async def test_records_and_enums_of_the_program_are_taken_as_they_are_given_back(runner: RunnerProcess) -> None:
    program = runner.run(OF_RECORDS, is_tested=True)
    line = {"name": "a", "from": {"x": 1, "y": 2}, "through": [{"x": 3, "y": 4}], "level": "HIGH"}
    assert await program.called("length", line) == ("", '{"value":6}')
    assert await program.called("turned", [{"x": 1, "y": 2}]) == ("", '{"value":[{"x":2,"y":1}]}')
    assert await program.called("first", {"first": 7, "second": [2]}) == ("", '{"value":9}')
    for given, why in (
        (line | {"name": ""}, "java.lang.IllegalStateException: no name"),
        (line | {"level": "MID"}, 'java.lang.IllegalArgumentException: the argument \\"MID\\" is no Solution$Level'),
        (line | {"from": {"x": 1}}, "java.lang.IllegalArgumentException: the argument null is no int"),
        (
            line | {"from": {"x": 1, "y": 2, "z": 3}},
            'java.lang.IllegalArgumentException: the argument {\\"x\\":1,\\"y\\":2,\\"z\\":3} is no Solution$Point',
        ),
    ):
        assert (await program.called("length", given))[1] == f'{{"error":"{why}"}}'


OF_NODES = """
import java.util.*;
/* class ListNode { int val; } */
class Solution {
    static class TreeNode { final int val; TreeNode left, right; TreeNode(int val) { this.val = val; } }
    ListNode turned(ListNode head) {
        ListNode last = null;
        while (head != null) { ListNode next = head.next; head.next = last; last = head; head = next; }
        return last;
    }
    TreeNode mirror(TreeNode root) {
        if (root == null) return null;
        TreeNode left = root.left; root.left = mirror(root.right); root.right = mirror(left);
        return root;
    }
    List<ListNode> merged(ListNode[] lists) { return List.of(lists[1], new ListNode(7)); }
    void cut(ListNode head) { head.next = null; }
    ListNode cycle(ListNode head) { head.next = head; return head; }
}
"""


async def test_lists_become_linked_lists_and_trees_of_its_own_classes_or_ours(runner: RunnerProcess) -> None:
    program = runner.run(OF_NODES, is_tested=True)
    assert await program.called("turned", [1, 2, 3]) == ("", '{"value":[3,2,1]}')
    assert (await program.called("turned", []))[1] == '{"value":[]}'
    assert (await program.called("mirror", [1, 2, 3, None, None, 4]))[1] == '{"value":[1,3,2,null,4]}'
    assert (await program.called("merged", [[1], [2, 3]]))[1] == '{"value":[[2,3],[7]]}'
    assert (await program.called("cut", [1, 2], judged=0))[1] == '{"value":[1]}'
    why = "java.lang.IllegalArgumentException: the linked list has a cycle, so it cannot be compared"
    assert (await program.called("cycle", [1]))[1] == f'{{"error":"{why}"}}'
    assert (await program.called("turned", 3))[1].endswith('the argument 3 is no ListNode"}')


async def test_a_case_that_loops_is_cut_or_ends_at_the_limit_and_the_next_one_runs(runner: RunnerProcess) -> None:
    program = runner.run(java(ECHO, name="TestedLoop"), is_tested=True)
    program.case("wait")
    await program.prints("began")
    program.cut()
    await program.is_tried()
    assert program.events[-1]["reason"] == "stopped"
    _, end = await program.tried("loop")
    assert (end["reason"], end["message"]) == ("limit", "The program computed for more than 3 s and was stopped.")
    assert (await program.tried("fine"))[1]["reason"] == "exited"
    program.case("loop")
    program.stop()
    assert (await program.end())["reason"] == "stopped"
    wait_until_gone("TestedLoop")


async def test_what_does_not_compile_is_told_once_and_ends_the_whole(runner: RunnerProcess) -> None:
    program = runner.run("class Main { int x = ; }", is_tested=True)
    program.case("")
    end = await program.end()
    assert (end["reason"], end["message"]) == ("error", "The program does not compile.")
    assert "illegal start of expression" in program.stderr


async def test_all_cases_together_have_the_time_of_a_run(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_time_s=2)
    program = runner.run(java(ECHO), is_tested=True)
    _, end = await program.tried("wait")
    assert (end["reason"], re.sub(r"[\d.]+ s", "N s", end["message"])) == (
        "limit",
        "The program ran for more than N s and was stopped.",
    )
    program.case("fine")
    assert (await program.end())["message"] == "All cases together ran for more than 2 s: the rest was not run."


async def test_a_suite_takes_one_place_and_leaves_it_when_no_case_comes(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_max_runs=1)
    program = runner.run(java(ECHO), is_tested=True)
    await program.tried("")
    other = runner.run(java("System.out.print(7);"))
    assert (await program.end())["reason"] == "exited"
    assert (await other.end())["reason"] == "exited"
    assert other.stdout == "7"
