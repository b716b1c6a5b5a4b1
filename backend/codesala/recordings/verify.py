"""Whether an export is what was written: its zip, its files, the chain over its log, and the text that the log gives.

Needs the file and nothing else. Findings are sentences for people.
"""

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from codesala.files.verifying import check_more_files
from codesala.languages import ending_of
from codesala.questions.recorded import LIST as QUESTIONS
from codesala.questions.verifying import check_questions, told_in
from codesala.recordings import archive
from codesala.recordings.chain import START, canonical, link, pretty
from codesala.recordings.export import FORMAT, PLAYER_PLACE, seal_of
from codesala.recordings.order import Recorded
from codesala.recordings.service import text_after
from codesala.wire.updates import read_update


@dataclass(frozen=True, slots=True)
class Verdict:
    """`findings` is empty when all is as it was written. `head` is the chain's, as far as it could be followed."""

    findings: list[str]
    head: str
    entries: int


def verify(data: bytes) -> Verdict:
    """Check the bytes of an export."""
    findings: list[str] = []
    if not archive.is_sealed(data):
        findings.append("The zip file is not as it was written: its bytes do not match the hash at its end.")
    files = _unpack(data, findings)
    session = _read_session(files, findings)
    _check_files(session, files, findings)
    so_far = len(findings)
    entries, head = _follow_chain(files.get("log.jsonl", b""), findings)
    if len(findings) == so_far:
        _check_head(files, session, len(entries), head, findings)
        _check_code(files, session, entries, findings)
        check_more_files(files, entries, findings)
        check_questions(files, entries, findings)
        _check_player(files, entries, findings)
    return Verdict(findings, head, len(entries))


def _unpack(data: bytes, findings: list[str]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            for info in opened.infolist():
                if info.filename in files:
                    findings.append(f"{info.filename}: it is in the zip file twice.")
                try:
                    files[info.filename] = opened.read(info)
                except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
                    findings.append(f"{info.filename}: it cannot be unpacked: {error}.")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError) as error:
        findings.append(f"The zip file cannot be opened: {error}.")
    return files


def _read_session(files: Mapping[str, bytes], findings: list[str]) -> dict[str, Any]:
    session = _json(files, "session.json", findings)
    if not isinstance(session, dict):
        return {}
    if session.get("format") != FORMAT:
        findings.append(f"session.json: its format is not {FORMAT}.")
    if session.get("seal") != seal_of(session) or pretty(session) != files["session.json"]:
        findings.append("session.json: it does not match its own hash (seal).")
    return session


def _check_files(session: Mapping[str, Any], files: Mapping[str, bytes], findings: list[str]) -> None:
    named = session.get("files")
    hashes = named if isinstance(named, dict) else {}
    for name, expected in hashes.items():
        if name not in files:
            findings.append(f"{name}: it is missing, or cannot be read.")
        elif hashlib.sha256(files[name]).hexdigest() != expected:
            findings.append(f"{name}: it was changed: it does not match its hash in session.json.")
    findings += [f"{name}: session.json does not know it." for name in files if name not in {"session.json", *hashes}]


def _follow_chain(log: bytes, findings: list[str]) -> tuple[list[Recorded], str]:
    """The entries up to where the chain breaks, and the hash of the last of them."""
    entries: list[Recorded] = []
    last = START
    for n, line in enumerate(_lines(log), start=1):
        try:
            told = json.loads(line)
            stated = told.pop("hash")
            recorded = _recorded(told)
            is_canonical = canonical({**told, "hash": stated}) == line
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            findings.append(f"log.jsonl: entry {n} cannot be read. {_before(entries)}")
            break
        if recorded.n != n:
            findings.append(
                f"log.jsonl: entry {n} is missing or not in its place: entry {recorded.n} of "
                f"{_time(recorded.at_ms)} stands there. {_before(entries)}"
            )
            break
        follows = link(last, told)
        if follows.hex() != stated or not is_canonical:
            findings.append(
                f"log.jsonl: the chain breaks at entry {n}, of {_time(recorded.at_ms)}: its hash does not follow from "
                f"what it says and from the entry before. {_before(entries)}"
            )
            break
        last = follows
        entries.append(recorded)
    return entries, last.hex()


def _lines(log: bytes) -> Iterator[bytes]:
    *whole, left = log.split(b"\n")
    yield from whole
    if left:
        yield left + b"?"  # cut off: no entry ends without a line's end


def _recorded(told: Mapping[str, Any]) -> Recorded:
    """Raises ValueError, KeyError or TypeError for what is no entry: nothing else may reach a document."""
    n, at_ms, author, received_ms = told["n"], told["at"], told["by"], told.get("received_at")
    if type(n) is not int or type(at_ms) is not int or not isinstance(author, str):
        raise ValueError("not an entry")
    if "update" not in told:
        return Recorded(n, at_ms, author, event=told["event"], received_ms=received_ms)
    update = base64.b64decode(told["update"], validate=True)
    read_update(update)
    return Recorded(n, at_ms, author, update, received_ms=received_ms)


def _check_head(
    files: Mapping[str, bytes], session: Mapping[str, Any], entries: int, head: str, findings: list[str]
) -> None:
    chain = _json(files, "chain.json", findings)
    if isinstance(chain, dict) and (chain.get("head"), chain.get("entries")) != (head, entries):
        findings.append(
            f"chain.json: it tells of {chain.get('entries')} entries and the head {chain.get('head')}, but the log "
            f"leads through {entries} to {head}."
        )
    if session and session.get("head") != head:
        findings.append("session.json: its head is not that of the log.")


def _check_code(
    files: Mapping[str, bytes], session: Mapping[str, Any], entries: list[Recorded], findings: list[str]
) -> None:
    name = f"code.{ending_of(str(session.get('language')))}"
    if name in files and text_after(entries).encode() != files[name]:
        findings.append(f"{name}: it is not the text that the log leads to.")
    elif session and name not in files:
        findings.append(f"{name}: there is no final code.")


def _check_player(files: Mapping[str, bytes], entries: list[Recorded], findings: list[str]) -> None:
    if "replay.html" not in files:
        return
    try:
        _, _, behind = files["replay.html"].decode().partition(PLAYER_PLACE.partition("></")[0] + ">")
        played = json.loads(behind.partition("</script>")[0])
        if [_recorded(told) for told in played["entries"]] != entries:
            findings.append("replay.html: it plays another recording than that of log.jsonl.")
        if played.get("questions", []) != told_in(files):
            findings.append(f"replay.html: it shows other questions than those of {QUESTIONS}.")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        findings.append("replay.html: the recording in it cannot be read.")


def _json(files: Mapping[str, bytes], name: str, findings: list[str]) -> Any:
    if name not in files:
        findings.append(f"{name}: it is missing, or cannot be read.")
        return None
    try:
        return json.loads(files[name])
    except (ValueError, RecursionError):
        findings.append(f"{name}: it is not JSON.")
        return None


def _time(at_ms: int) -> str:
    try:
        return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(sep=" ", timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return f"the impossible time {at_ms}"


def _before(entries: list[Recorded]) -> str:
    if not entries:
        return "Nothing before it can be relied on."
    return f"The {len(entries)} entries before it, to {_time(entries[-1].at_ms)}, are as they were written."
