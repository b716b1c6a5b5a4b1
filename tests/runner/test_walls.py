"""Programs that try to do harm: each meets a wall, and afterwards the runner runs the next one as if nothing were."""

import contextlib
import socket
from pathlib import Path

import pytest

from tests.runner.conftest import StartRunner
from tests.support.processes import ROOT
from tests.support.runner import Program, RunnerProcess, java, wait_until_gone


async def assert_works(runner: RunnerProcess) -> None:
    program = runner.run(java('System.out.println("still here");'))
    await program.end()
    assert program.stdout == "still here\n", program.events


async def ended_by_a_limit(program: Program, about: str) -> None:
    end = await program.end()
    assert (end["reason"], end["code"]) == ("limit", None), (end, program.stderr[-500:])
    assert about in end["message"], end


async def test_an_endless_loop_is_ended_by_its_computing_time(runner: RunnerProcess) -> None:
    program = runner.run(java("while (true) {}", name="EndlessLoop"))
    await ended_by_a_limit(program, "The program computed for more than 3 s and was stopped.")
    wait_until_gone("EndlessLoop")
    await assert_works(runner)


async def test_endless_loops_in_many_threads_share_one_limit(runner: RunnerProcess) -> None:
    program = runner.run(java("for (int i = 0; i < 8; i++) new Thread(() -> { while (true) {} }).start();"))
    await ended_by_a_limit(program, "computed for more than 3 s")


async def test_waiting_for_ever_is_ended_by_the_clock(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_time_s=1.5)
    await ended_by_a_limit(runner.run(java("Thread.sleep(1_000_000);")), "The program ran for more than 1.5 s")


async def test_ten_gigabytes_of_objects_end_as_the_languages_own_error(runner: RunnerProcess) -> None:
    program = runner.run(java("List<byte[]> all = new ArrayList<>();\nwhile (true) all.add(new byte[1 << 20]);"))
    end = await program.end()
    assert (end["reason"], end["code"]) == ("error", 1)
    assert "java.lang.OutOfMemoryError: Java heap space\n\tat Main.main(Main.java:4)" in program.stderr
    await assert_works(runner)


async def test_ten_gigabytes_past_the_machines_own_limit_are_ended(runner: RunnerProcess) -> None:
    body = """var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe"); field.setAccessible(true);
        var memory = (sun.misc.Unsafe) field.get(null);
        for (int i = 0; i < 160; i++) {
            long place = memory.allocateMemory(64L << 20);
            for (long at = 0; at < 64L << 20; at += 4096) memory.putByte(place + at, (byte) 1);
        }
        System.out.println("took ten gigabytes");"""
    program = runner.run(java(body))
    await ended_by_a_limit(program, "The program used more than 256 MiB of memory and was stopped.")
    assert program.stdout == ""
    await assert_works(runner)


async def test_a_thread_bomb_meets_the_limit_of_processes(runner: RunnerProcess) -> None:
    body = """int count = 0;
        try { while (true) { var t = new Thread(() -> { try { Thread.sleep(100_000); } catch (Exception e) {} });
            t.setDaemon(true); t.start(); count++; } }
        catch (OutOfMemoryError e) { System.out.println("refused after " + (count < 64 ? "few" : "" + count)); }"""
    program = runner.run(java(body))
    await program.end()
    assert program.stdout == "refused after few\n", program.stderr


async def test_a_fork_bomb_ends_and_leaves_nothing_behind(runner: RunnerProcess) -> None:
    body = """String java = System.getProperty("java.home") + "/bin/java";
        System.out.println("boom");
        while (true) try { new ProcessBuilder(java, "-Xmx16m", "-cp", "/classes", "ForkBomb").inheritIO().start(); }
        catch (Exception e) { Thread.sleep(1); }"""
    program = runner.run(java(body, name="ForkBomb"))
    assert (await program.end())["reason"] in {"limit", "error"}, "whichever wall it meets first"
    assert "boom" in program.stdout
    wait_until_gone("ForkBomb")
    await assert_works(runner)


async def test_a_flood_of_output_is_cut_and_ended(runner: RunnerProcess) -> None:
    program = runner.run(java('while (true) System.out.println("flood");'))
    await ended_by_a_limit(program, "Stopped after 200000 lines of output.")
    assert program.stdout == "flood\n" * 5_000, "the first 4,000 and the last 1,000"


async def test_a_flood_on_one_line_to_both_streams_is_cut_too(runner: RunnerProcess) -> None:
    program = runner.run(
        java('String s = "x".repeat(100_000); while (true) { System.out.print(s); System.err.print(s); }')
    )
    await ended_by_a_limit(program, "Stopped after 2 MB of output.")
    assert 240_000 <= len(program.stdout) + len(program.stderr) <= 240_200


async def test_the_network_is_not_there(runner: RunnerProcess) -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = listening.getsockname()[1]
        program = runner.run(
            java(
                f"""for (String host : new String[] {{"127.0.0.1", "10.0.0.1", "192.0.2.1"}})
                try {{ new Socket().connect(new InetSocketAddress(host, {port}), 2000); System.out.println("in"); }}
                catch (IOException e) {{ System.out.println(e.getMessage()); }}
                try {{ System.out.println(InetAddress.getByName("example.org")); }}
                catch (IOException e) {{ System.out.println("no names"); }}
                System.out.println(Collections.list(NetworkInterface.getNetworkInterfaces()).size());""",
                imports="import java.util.*; import java.net.*; import java.io.*;",
            )
        )
        await program.end()
        refused, *unreachable = ["Connection refused", "Network is unreachable", "Network is unreachable"]
        assert program.stdout.splitlines() == [refused, *unreachable, "no names", "1"], program.stderr
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()


async def test_files_of_the_machine_are_not_there(runner: RunnerProcess) -> None:
    (secret := runner.folder / "secret").write_text("the operator's")
    places = ["/etc/passwd", "/etc/shadow", "/etc/hostname", "/root", "/home", "/var", "/run", "/usr/bin/sh", "/bin/sh"]
    places += [str(ROOT), str(ROOT / "README.md"), str(secret), str(runner.socket), "/dev/shm", "/dev/sda", "/sys"]
    listed = ", ".join(f'"{place}"' for place in places)
    body = f"""for (String place : new String[] {{{listed}}})
            if (Files.exists(Path.of(place))) System.out.println("sees " + place);
        try (var all = Files.list(Path.of("/"))) {{ System.out.println(all.map(Path::toString).sorted().toList()); }}
        System.out.println(Files.list(Path.of("/proc")).filter(p -> p.toString().matches("/proc/[0-9]+")).count());"""
    program = runner.run(java(body, imports="import java.nio.file.*;"))
    await program.end()
    seen, processes = program.stdout.splitlines()
    assert set(seen.strip("[]").split(", ")) <= {
        *("/classes", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/tmp", "/usr", "/opt")
    }
    assert int(processes) <= 2, "its own and the sandbox's first"


async def test_of_the_machines_software_there_is_java_alone_and_what_it_loads(runner: RunnerProcess) -> None:
    body = """String home = System.getProperty("java.home");
        for (String top : new String[] {"/usr", "/lib", "/lib64", "/opt"}) {
            if (!Files.exists(Path.of(top))) continue;
            try (var all = Files.walk(Path.of(top).toRealPath())) {
                all.filter(p -> Files.isRegularFile(p) && !p.startsWith(home)).forEach(System.out::println);
            }
        }"""
    program = runner.run(java(body, imports="import java.nio.file.*;"))
    await program.end()
    files = set(program.stdout.splitlines())
    libraries = {file for file in files if ".so" in Path(file).name}
    others = {Path(file).name for file in files - libraries if "/locale/C" not in file}
    assert any("/libc.so" in file for file in libraries), program.stderr
    assert others == {"prlimit", "env"}


async def test_the_machine_and_the_runners_folders_are_not_told(runner: RunnerProcess) -> None:
    """What each process may read of its own mounts still tells where they come from."""
    places = ["cmdline", "config.gz", "kallsyms", "kcore", "keys", "modules", "partitions", "diskstats", "1/cmdline"]
    listed = ", ".join(f'"/proc/{place}"' for place in places)
    body = f"""for (String place : new String[] {{{listed}}})
            if (Files.exists(Path.of(place)))
                try (var in = Files.newInputStream(Path.of(place))) {{
                    if (in.read() != -1) System.out.println("tells " + place);
                }} catch (IOException e) {{ }}
        System.out.println(Files.readString(Path.of("/proc/self/cmdline")).contains("Main"));"""
    program = runner.run(java(body, imports="import java.nio.file.*; import java.io.*;"))
    await program.end()
    assert program.stdout == "true\n", program.stderr


async def test_a_flood_of_empty_folders_is_ended(runner: RunnerProcess) -> None:
    """Their names take memory that is in no process and in no file."""
    for way in ("createDirectory(here)", "createFile(here)", "createLink(here, first)"):
        body = f"""Path first = Files.createFile(Path.of("/tmp/first"));
            for (int i = 0; ; i++) {{ Path here = Path.of("/tmp/" + i); Files.{way}; }}"""
        program = runner.run(java(body, imports="import java.nio.file.*;"))
        await ended_by_a_limit(program, "The program made more than 10000 files and folders and was stopped.")
    await assert_works(runner)


async def test_the_environment_is_not_there(start_runner: StartRunner) -> None:
    runner = await start_runner(admin_token="the-operators-own-key", database_url="sqlite:///secret.db")
    body = """System.out.println(System.getenv());
        System.out.println(System.getProperties().toString().contains("operators"));
        for (String place : new String[] {"/proc/1/environ", "/proc/self/environ"})
            try { System.out.println(Files.readString(Path.of(place)).contains("operators")); }
            catch (IOException e) { System.out.println("unreadable"); }"""
    program = runner.run(java(body, imports="import java.nio.file.*; import java.io.*;"))
    await program.end()
    first, *rest = program.stdout.splitlines()
    assert first == "{LC_ALL=C.UTF-8}"
    assert set(rest) <= {"false", "unreadable"}


async def test_nothing_can_be_written_but_a_little_in_tmp(runner: RunnerProcess) -> None:
    body = """String places = "/x /classes/x /usr/lib/x /etc/x /dev/x /dev/shm/x /proc/x";
        for (String place : places.split(" "))
            try { Files.writeString(Path.of(place), "x"); System.out.println("wrote " + place); }
            catch (IOException e) { }
        Files.writeString(Path.of("/tmp/own"), "kept"); System.out.println(Files.readString(Path.of("own")));
        long written = 0; byte[] piece = new byte[1 << 20];
        for (int file = 0; file < 10; file++)
            try (var out = new FileOutputStream("/tmp/" + file)) { while (true) { out.write(piece); written++; } }
            catch (IOException e) { }
        System.out.println(written > 16 && written <= 32);"""
    program = runner.run(java(body, imports="import java.nio.file.*; import java.io.*;"))
    end = await program.end()
    assert program.stdout == "kept\ntrue\n", (end, program.stderr)
    assert not Path("/tmp/own").exists()
    again = runner.run(
        java('System.out.println(Files.exists(Path.of("/tmp/own")));', imports="import java.nio.file.*;")
    )
    await again.end()
    assert again.stdout == "false\n", "the next program has a /tmp of its own"


async def test_a_program_is_nobody_without_rights(runner: RunnerProcess) -> None:
    body = """for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.matches("(Uid|Gid|CapEff|CapBnd|NoNewPrivs):.*"))
                System.out.println(line.replaceAll("\\\\s+", " "));
        """
    program = runner.run(java(body, imports="import java.nio.file.*;"))
    await program.end()
    nobody, nothing = "65534 65534 65534 65534", "0000000000000000"
    expected = [f"Uid: {nobody}", f"Gid: {nobody}", f"CapEff: {nothing}", f"CapBnd: {nothing}", "NoNewPrivs: 1"]
    assert program.stdout.splitlines() == expected


async def test_a_program_that_blows_up_the_compiler_is_ended_too(runner: RunnerProcess) -> None:
    """Constants that the compiler computes, each twice as long as the one before: 64 gigabytes in the end."""
    doubled = "".join(f"static final String S{i} = S{i - 1} + S{i - 1};\n" for i in range(1, 37))
    program = runner.run(java("", more=f'class Constants {{ static final String S0 = "x";\n{doubled} }}'))
    end = await program.end()
    assert end["reason"] in {"limit", "error"}
    assert {"type": "running"} not in program.events
    await assert_works(runner)


async def test_an_annotation_processor_of_the_program_does_not_run(runner: RunnerProcess) -> None:
    source = java(
        'System.out.println("only this");',
        imports="import java.util.*; import javax.annotation.processing.*; import javax.lang.model.element.*;",
        more='@SupportedAnnotationTypes("*") class P extends AbstractProcessor { public boolean process('
        'Set<? extends TypeElement> a, RoundEnvironment r) { throw new RuntimeException("ran"); } }',
    )
    program = runner.run(source)
    await program.end()
    assert program.stdout == "only this\n", program.stderr


async def test_source_of_any_shape_is_read_in_no_time(runner: RunnerProcess) -> None:
    for source in ("/* " * 100_000, '"""' * 100_001, "{" * 300_000, "'" * 300_000, "\0\ud800", ""):
        program = runner.run(source)
        assert (await program.end())["reason"] in {"error", "limit"}, source[:10]


async def test_a_source_that_is_too_long_is_refused_with_a_sentence(runner: RunnerProcess) -> None:
    end = await runner.run({"Main.java": "/" * 600_000, "words.txt": "x" * 600_000}).end()
    assert (end["reason"], end["message"]) == ("failed", "The program is longer than 1024 KiB.")
