"""An export holds everything, is the same bytes each time, and `verify` finds whatever is done to it."""

import json
import random
from dataclasses import replace
from functools import cache

import pytest

from codesala.files.rows import batch_of, event_of
from codesala.participants.service import participants_of
from codesala.recordings.export import Material, make_export
from codesala.recordings.order import order
from codesala.recordings.verify import verify
from codesala.records import Batch, FileChange, FileFacts
from codesala.rooms.journal.initial import initial_batch, update_with
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.exports import AT_MS, PLAYER, export, files_of, material, repacked, resealed
from tests.support.yjs import Section, text, typed, update

FLIPS_A_FILE = 25
FLIPS_OF_THE_ZIP = 150
UTIL, EMPTY, OLD = "utilutilutil", "emptyemptyem", "oldoldoldold"
SEAL_OF_ONE_FILE = "46e26cad497973fb7a90d92e8ebba394079c408947aecff3cc4deb600bd4bd4b"
"""Of `export()`, before a session could have several files; since then its replay also tells who met whom."""


@cache
def whole() -> bytes:
    return export()


@cache
def contents() -> dict[str, bytes]:
    return files_of(whole())


def findings(data: bytes) -> list[str]:
    return verify(data).findings


def test_an_export_that_nobody_touched_is_as_it_was_written() -> None:
    verdict = verify(whole())
    assert verdict.findings == []
    assert verdict.entries == 312
    assert verdict.head == json.loads(contents()["chain.json"])["head"] == make_export(material(), None)[0]


def test_the_same_session_gives_the_same_bytes() -> None:
    assert export() == whole()


def test_a_session_of_one_file_is_exported_as_before_there_were_several() -> None:
    assert json.loads(contents()["session.json"])["seal"] == SEAL_OF_ONE_FILE


def test_files_are_in_it_by_their_paths_and_deleted_ones_by_name_alone() -> None:
    data = make_export(of_several_files(), PLAYER)[1]
    assert findings(data) == []
    files = files_of(data)
    assert {name for name in files if name.startswith("files")} == {
        "files.json",
        "files/lib/útil.py",
        "files/empty.txt",
    }
    assert files["code.md"] == b"main"
    assert files["files/lib/útil.py"] == b"def twice(x): ..."
    assert files["files/empty.txt"] == b""
    told = json.loads(files["files.json"])
    assert [(one["path"], one.get("deleted", False), "sha256" in one) for one in told] == [
        ("lib/útil.py", False, True), ("empty.txt", False, True), ("old.py", True, False),
    ]  # fmt: skip
    played = json.loads(files["replay.html"].decode().partition('id="codesala-replay">')[2].partition("</script>")[0])
    assert [(one["id"], one["path"], one["deleted"]) for one in played["files"]] == [
        ("main", "main.md", False), (UTIL, "lib/útil.py", False), (EMPTY, "empty.txt", False), (OLD, "old.py", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"files/lib/útil.py": b"def twice(y): ..."}, "files/lib/útil.py"),
        ({"files/more.py": b""}, "files/more.py"),
        ({"files.json": b"[]\n"}, "files.json"),
        ({"files.json": b"nothing"}, "files.json"),
    ],
)
def test_another_text_in_a_file_is_found_though_all_hashes_are_right(changed: dict[str, bytes], named: str) -> None:
    found = findings(resealed(make_export(of_several_files(), None)[1], changed))
    assert found
    assert found[0].startswith(f"{named}: ") or found[-1].startswith(f"{named}: ")


def test_a_list_of_files_that_is_left_out_is_found() -> None:
    def without_list(files: dict[str, bytes]) -> None:
        del files["files.json"]

    data = repacked(make_export(of_several_files(), None)[1], without_list)
    assert any(finding.startswith("files.json: it is missing, though") for finding in findings(resealed(data, {})))


def of_several_files() -> Material:
    """Main, a file in a folder, an empty one and a deleted one; the texts laid in by the server."""
    named = ((UTIL, "lib/útil.py", "def twice(x): ..."), (EMPTY, "empty.txt", ""), (OLD, "old.py", "gone"))
    batches = [initial_batch("a-session", "main")]
    for file_id, path, written in named:
        change = FileChange("create", file_id, AT_MS, path, update_with(written, f"file:{file_id}"), "agent-0", "Zoë")
        batches.append(batch_of("a-session", change, event_of(change, path)))
    facts = tuple(FileFacts(file_id, path, bool(written), file_id == OLD) for file_id, path, written in named)
    return replace(material(), stored=replace(material().stored, batches=batches, files=facts))


def test_everything_is_in_it() -> None:
    files = contents()
    assert set(files) == {
        "chain.json", "code.md", "log.jsonl", "notes.json", "participants.json", "replay.html", "runs.json",
        "scorecards.json", "session.json",
    }  # fmt: skip
    assert json.loads(files["notes.json"])[0]["content"] == "the canary of the notes"
    assert json.loads(files["scorecards.json"])[0]["verdict"] == "yes"
    runs = json.loads(files["runs.json"])
    assert [(run["participant"], run["reason"], run["code"]) for run in runs] == [
        ("agent-0", "exited", 0),
        ("agent-1", "exited", 0),
    ]
    assert [(line["stream"], line["text"]) for line in runs[0]["lines"]][1] == ("stdin", "an answer")
    people = json.loads(files["participants.json"])
    assert [(person["participant"], person["name"], person["role"]) for person in people] == [
        ("agent-0", "Zoë </script>", "candidate"),
        ("agent-1", "Zoë </script>", "candidate"),
    ]
    assert sum(person["characters_typed"] for person in people) > 100
    session = json.loads(files["session.json"])
    assert (session["status"], session["live"], session["has_player"]) == ("ended", False, True)


def test_a_live_session_is_marked_as_such() -> None:
    data = make_export(material(status="live"), None)[1]
    session = json.loads(files_of(data)["session.json"])
    assert (session["live"], session["has_player"]) == (True, False)
    assert "replay.html" not in files_of(data)
    assert findings(data) == []


def test_what_people_wrote_cannot_break_out_of_the_player() -> None:
    page = contents()["replay.html"].decode()
    before, _, behind = page.partition('<script type="application/json" id="codesala-replay">')
    recording, _, after = behind.partition("</script>")
    assert before + after == PLAYER.replace('<script type="application/json" id="codesala-replay"></script>', "")
    played = json.loads(recording)
    assert "</script><!-- hostile --> output\n" in [entry.get("event", {}).get("text") for entry in played["entries"]]
    assert played["next"] is None


@pytest.mark.parametrize("name", sorted(contents()))
def test_a_flipped_byte_in_any_file_is_found_and_the_file_named(name: str) -> None:
    pick = random.Random(name)
    for _ in range(FLIPS_A_FILE):
        at, bits = pick.randrange(len(contents()[name])), pick.randrange(1, 256)

        def flip(files: dict[str, bytes], at: int = at, bits: int = bits) -> None:
            changed = bytearray(files[name])
            changed[at] ^= bits
            files[name] = bytes(changed)

        found = findings(repacked(whole(), flip))
        assert any(name in finding for finding in found), f"byte {at} of {name} ^ {bits}: {found}"


def test_a_flipped_byte_anywhere_in_the_zip_is_found() -> None:
    pick = random.Random(20261120)
    for _ in range(FLIPS_OF_THE_ZIP):
        changed = bytearray(whole())
        at = pick.randrange(len(changed))
        changed[at] ^= pick.randrange(1, 256)
        assert findings(bytes(changed)), f"byte {at}"


@pytest.mark.parametrize("length", [0, 1, 21, 100, 1000, -100, -1])
def test_a_file_that_is_cut_off_is_found(length: int) -> None:
    assert findings(whole()[:length])


@pytest.mark.parametrize("name", sorted(contents()))
def test_a_file_that_is_gone_or_new_is_found(name: str) -> None:
    assert any(name in finding for finding in findings(repacked(whole(), lambda files: files.__delitem__(name))))
    more = repacked(whole(), lambda files: files.update({f"{name}.more": b"x"}))
    assert f"{name}.more: session.json does not know it." in findings(more)


def changed_log(change: str) -> bytes:
    lines = contents()["log.jsonl"].splitlines(keepends=True)
    match change:
        case "dropped":
            del lines[99]
        case "swapped":
            lines[99], lines[100] = lines[100], lines[99]
        case "repeated":
            lines.insert(99, lines[98])
        case "renamed":
            lines[99] = lines[99].replace(b'"by":"agent-0"', b'"by":"agent-9"').replace(b"agent-1", b"agent-9")
        case "spaced":
            lines[99] = lines[99].replace(b'{"at":', b'{"at": ')
        case "ended early":
            del lines[99:]
        case "cut off":
            lines[-1] = lines[-1][:-1]
    return b"".join(lines)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("dropped", "log.jsonl: entry 100 is missing or not in its place"),
        ("swapped", "log.jsonl: entry 100 is missing or not in its place"),
        ("repeated", "log.jsonl: entry 100 is missing or not in its place"),
        ("renamed", "log.jsonl: the chain breaks at entry 100"),
        ("spaced", "log.jsonl: the chain breaks at entry 100"),
        ("ended early", "chain.json: it tells of 312 entries"),
        ("cut off", "log.jsonl: entry 312 cannot be read"),
    ],
)
def test_what_was_done_to_the_log_is_said_with_its_entry_even_if_all_files_are_hashed_again(
    change: str, where: str
) -> None:
    found = findings(resealed(whole(), {"log.jsonl": changed_log(change)}))
    assert any(finding.startswith(where) for finding in found), found
    if "entry 100" in where:
        assert "The 99 entries before it, to 2026-09-2" in found[0]


def test_code_or_a_player_that_does_not_belong_to_the_log_is_found() -> None:
    (other,) = findings(resealed(whole(), {"code.md": b"somebody else's"}))
    assert other == "code.md: it is not the text that the log leads to."
    page = contents()["replay.html"].replace(b'"n":7,', b'"n":8,')
    (other,) = findings(resealed(whole(), {"replay.html": page}))
    assert other == "replay.html: it plays another recording than that of log.jsonl."


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip file at all", b"PK\x05\x06" + bytes(18), b"[" * 100_000])
def test_what_is_no_export_is_said_to_be_none(data: bytes) -> None:
    assert findings(data)


def test_hostile_contents_are_findings_and_not_failures() -> None:
    deep = b"[" * 200_000
    for name in ("session.json", "chain.json", "log.jsonl", "replay.html"):
        assert findings(repacked(whole(), lambda files, name=name: files.update({name: deep}))), name  # type: ignore[misc]
        assert findings(repacked(whole(), lambda files, name=name: files.update({name: b"[]"}))), name  # type: ignore[misc]
    for odd in (b'{"hash":3,"n":"one","at":1e400,"by":[],"event":3}\n', b'{"n":2}\n', b"3\n", b"\xff\n"):
        assert "log.jsonl: entry 1 cannot be read." in findings(resealed(whole(), {"log.jsonl": odd}))[0]


def test_typing_counts_for_who_typed_even_if_somebody_else_sends_it_again() -> None:
    word, more = typed(7, 0, "word"), typed(7, 4, " more", after=(7, 3))
    again = update(Section(7, 0, [text("word more")]), Section(8, 0, [text("!", origin=(7, 8))]))
    entries = [
        Entry(EntryKind.UPDATE, AT_MS, "ana", word),
        Entry(EntryKind.UPDATE, AT_MS + 1, "ben", again),
        Entry(EntryKind.UPDATE, AT_MS + 2, "ana", more),
    ]
    people = participants_of(order([Batch("s", "w", 1, len(entries), pack(entries))]).entries)
    assert [(person.participant, person.characters_typed) for person in people] == [("ana", 9), ("ben", 1)]
