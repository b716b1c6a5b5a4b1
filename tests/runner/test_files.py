"""Programs of several files: which names are taken, and what a program sees of them."""

import pytest

from tests.support.runner import RunnerProcess, java


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"Main.java": "", "../../etc/cron.d/x": ""}, "A folder cannot be called . or .. here."),
        ({"Main.java": "", "/etc/passwd": ""}, "A name or a folder is missing before or after a slash."),
        ({"Main.java": "", "a/\0": ""}, "The name holds a character that cannot be seen."),
        ({"Other.java": ""}, "No file of the program is the one with which it begins."),
        ({"Main.java": "", **{f"F{number}.java": "" for number in range(60)}}, "The program has more than 60 files."),
        ({"Main.java": "", "words.txt": "w" * 2**20 + "w"}, "The program is longer than 1024 KiB."),
        ({"Main.java": "", "words.txt": "w" * 9 * 2**20}, "The program is longer than 1024 KiB."),
        ({"Main.java": "", "a": "", "a/b.txt": ""}, 'Both "a" and "a/b.txt" cannot be there.'),
        ({"Main.java": "", "Word.java": "", "word.java": ""}, 'Both "Word.java" and "word.java" cannot be there.'),
    ],
)
async def test_files_are_only_taken_by_names_that_are_safe(
    runner: RunnerProcess, files: dict[str, str], sentence: str
) -> None:
    end = await runner.run(files).end()
    assert (end["reason"], end["message"]) == ("failed", sentence)


async def test_no_name_of_a_file_is_an_option_of_the_compiler(runner: RunnerProcess) -> None:
    files = {"Main.java": java("System.out.println(new Tools());"), "@list.java": "class Tools {}", "-version.java": ""}
    program = runner.run(files)
    assert (await program.end())["reason"] == "exited", program.stderr


async def test_a_program_reads_its_files_and_writes_beside_them(runner: RunnerProcess) -> None:
    body = """
Path words = Path.of("data/words.txt"), made = Path.of("data/made.txt");
Files.writeString(made, Files.readString(words) + "two");
System.out.println(Files.readString(made) + " " + Files.isWritable(words));
try { Files.writeString(words, "changed"); } catch (IOException error) { System.out.println("kept"); }
"""
    main = java(body, imports="import java.io.*; import java.nio.file.*;")
    program = runner.run({"Main.java": main, "data/words.txt": "one "})
    assert (await program.end())["reason"] == "exited", program.stderr
    assert program.stdout == "one two false\nkept\n"
