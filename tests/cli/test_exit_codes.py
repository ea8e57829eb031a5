"""Every exit code, and that the report goes to the standard output and all else to standard error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from peerkit import __version__
from peerkit.checklists.loader import Shelf
from peerkit.history import History, history_path
from peerkit.settings import settings_path
from tests.cli.conftest import Peerkit

Write = Callable[[str], Path]
ALL_YES = "".join(f"{item.id}: yes\n" for item in Shelf().load("pre-call").items)
WORKDAY_YES = "".join(f"{item.id}: yes\n" for item in Shelf().load("workday-start").items)


@pytest.mark.parametrize(
    "words",
    [
        "--version", "-V", "--help", "-h", "ready --help", "checklist --help", "checklist run --help",
        "settings --help",
        "checklist list", "checklist show pre-call", "checklist show workday-start --plain",
        "checklist show pre-call --format json", "checklist history", "checklist history --format json",
        "checklist purge --yes", "settings show", "settings show --format json", "settings path", "",
    ],
)  # fmt: skip
def test_fine(peerkit: Peerkit, words: str) -> None:
    ended = peerkit(*words.split())
    assert (ended.code, ended.err) == (0, "")
    assert ended.out


def test_the_version(peerkit: Peerkit) -> None:
    assert peerkit("--version").out == f"peerkit {__version__}\n"


def test_ready(peerkit: Peerkit, answers: Write) -> None:
    ended = peerkit("ready", "--answers", answers(ALL_YES))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1] == "You are set. Take a breath, and go and be with them."


@pytest.mark.parametrize(
    ("change", "code", "verdict"),
    [
        (("private-spot: yes", "private-spot: no"), 1, "not_ready"),
        (("private-spot: yes\n", ""), 3, "undecided"),
        (("private-spot: yes", "private-spot: skip"), 3, "undecided"),
        (("private-spot: yes", "private-spot: {answer: skip, reason: I will move soon}"), 0, "with_care"),
        (("private-spot: yes", "private-spot: na"), 0, "ready"),
        (("face-lit: yes", "face-lit: no"), 0, "with_care"),
        (("face-lit: yes\n", ""), 0, "with_care"),
    ],
)
def test_the_verdict_decides(
    peerkit: Peerkit, answers: Write, change: tuple[str, str], code: int, verdict: str
) -> None:
    ended = peerkit("ready", "--format", "json", "--answers", answers(ALL_YES.replace(*change)))
    assert (ended.code, json.loads(ended.out)["verdict"], ended.err) == (code, verdict, "")


def test_strict_makes_a_no_of_what_is_not_known(peerkit: Peerkit) -> None:
    assert peerkit("ready").code == 3
    assert peerkit("ready", "--strict").code == 1


def test_the_workday_list_spares_the_sound_question(peerkit: Peerkit, answers: Write) -> None:
    def asked() -> set[str]:
        return {item["id"] for item in json.loads(peerkit("ready", "--format", "json").out)["items"]}

    assert "sound-tested" in asked()
    assert peerkit("checklist", "run", "workday-start", "--answers", answers(WORKDAY_YES)).code == 0
    assert "sound-tested" not in asked()


@pytest.mark.parametrize(
    "words",
    [
        "nosuch", "--nosuch", "ready extra", "ready --people 1", "ready --people x", "ready --function dance",
        "ready --format xml", "ready --start-at noon", "ready --start-at 25:00", "checklist show", "checklist run",
        "checklist run pre-call --when rain", "checklist history --last 0", "checklist purge", "settings edit",
        "ready --resume", "checklist check",
    ],
)  # fmt: skip
def test_wrong_usage(peerkit: Peerkit, words: str) -> None:
    ended = peerkit(*words.split())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("checklist show nosuch", "There is no checklist named nosuch.\nThere are: after-incident, borrowed-device, "),
        ("checklist run nosuch", "There is no checklist named nosuch."),
        ("ready --answers /nowhere.yaml", "/nowhere.yaml cannot be read: no such file or directory.\nCheck the path"),
        ("checklist check /nowhere.yaml", "/nowhere.yaml cannot be read"),
    ],
)
def test_could_not_run(peerkit: Peerkit, words: str, says: str) -> None:
    ended = peerkit(*words.split())
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith(says)


def test_checking_lists(peerkit: Peerkit, tmp_path: Path) -> None:
    good = Path(__file__).parents[2] / "peerkit" / "checklists" / "share-online.yaml"
    bad = tmp_path / "bad\x1b[31m.yaml"
    bad.write_text("schema: peerkit.checklist/1\nname: x\n")
    ended = peerkit("checklist", "check", good, bad)
    assert ended.code == 4
    assert ended.out == f"{good}: fine, 8 items.\n"
    assert "bad\\x1b[31m.yaml:1:1: the key 'sections' is missing" in ended.err
    assert "\x1b" not in ended.out + ended.err


def test_a_file_name_does_nothing_to_the_terminal(peerkit: Peerkit, tmp_path: Path) -> None:
    copy = tmp_path / "fine\x1b[31m.yaml"
    copy.write_bytes((Path(__file__).parents[2] / "peerkit" / "checklists" / "share-online.yaml").read_bytes())
    ended = peerkit("checklist", "check", copy)
    assert ended.code == 0
    assert "fine\\x1b[31m.yaml: fine, 8 items." in ended.out
    assert "\x1b" not in ended.out


def test_own_lists_are_listed_as_such(peerkit: Peerkit) -> None:
    folder = settings_path().parent / "checklists"
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text("schema: peerkit.checklist/1\nname: ours\nextends: pre-call\ntitle: Ours\n")
    assert "Ours (your own): 24 items" in peerkit("checklist", "list").out
    assert peerkit("checklist", "run", "ours").code == 3


def test_bad_settings_stop_a_run_and_name_the_place(peerkit: Peerkit) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("trusted_wifi: Home\n")
    for words in (["ready"], ["settings", "show"]):
        ended = peerkit(*words)
        assert (ended.code, ended.out) == (4, "")
        assert f"{settings_path()}:1:15: trusted_wifi: expected a list, found text" in ended.err


def test_a_damaged_history_is_told_and_the_session_goes_on(peerkit: Peerkit, answers: Write) -> None:
    history_path().parent.mkdir(parents=True)
    history_path().write_bytes(b"no database" * 100)
    ended = peerkit("ready", "--answers", answers(ALL_YES))
    assert ended.code == 0, "a broken diary blocks nobody"
    assert "Note: this run is not kept." in ended.err
    assert "is damaged" in ended.out, "and the verdict says that it could not look at today's runs"
    past = peerkit("checklist", "history")
    assert (past.code, past.out) == (4, "")
    assert "peerkit checklist purge" in past.err
    assert peerkit("checklist", "purge", "--yes").code == 0
    assert peerkit("checklist", "history").out == "There are no past runs.\n"


def test_a_run_is_kept_unless_told_otherwise(peerkit: Peerkit) -> None:
    peerkit("ready", "--no-save")
    assert not history_path().exists()
    peerkit("ready", "--platform", "signal")
    (kept,) = History().latest(5)
    assert (kept.checklist, kept.verdict) == ("pre-call", "undecided")
    assert b"signal" not in history_path().read_bytes()
    assert peerkit("checklist", "purge", "--yes").out == "1 run was removed.\n"


def test_nothing_is_left_in_the_history_by_a_call_that_could_not_run(peerkit: Peerkit) -> None:
    peerkit("ready", "--answers", "/nowhere.yaml")
    peerkit("checklist", "run", "nosuch")
    assert not history_path().exists()
