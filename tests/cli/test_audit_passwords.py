"""``peerkit audit passwords`` from the outside: sources, formats, exit codes, and not one secret anywhere."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.systemcalls import KEYRING_BACKEND, AskNative
from peerkit.errors import ExitCode
from tests.audit.passwords.sources.reading import zipped
from tests.fake_machine import FakeMachine

SCHEMA = json.loads((Path(__file__).parents[2] / "peerkit/schemas/audit.schema.json").read_text())
SAFE = {AskNative(KEYRING_BACKEND): {"name": "keyring.backends.SecretService.Keyring", "kind": "SYSTEM"}}
CANARIES = ("Sunshine-canary-1", "canary-zwei-ist-länger-und-gut", "correct-canary-battery")
ROWS = "".join(f"Site {number},https://{number}.example,robin,{text},\n" for number, text in enumerate(CANARIES))
CHROME = f"name,url,username,password,note\n{ROWS}Other,https://o.example,robin,{CANARIES[2]},\n"
GOOD = "name,url,username,password\nZoom,https://zoom.example,robin,vK2#nQ8fJ2kLx7Vb4TzR1\n"


@pytest.fixture
def export(tmp_path):
    def write(text, name="export"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / name

    return write


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.setattr("peerkit.audit.probes.for_this_machine", lambda: LinuxProbe(FakeMachine(SAFE)))
    # This process goes on after the test, and may want its core files.
    monkeypatch.setattr("peerkit.audit.passwords.unspillable.no_core_files", lambda: None)


def audit(peerkit, *words):
    return peerkit("audit", "passwords", *words)


def test_what_is_weak_or_used_twice_fails_and_what_to_do_first_stands_on_top(peerkit, export):
    ended = audit(peerkit, "--file", export(CHROME))
    assert ended.code == ExitCode.FAILED
    assert ended.out.index("What to do first") < ended.out.index("What failed, worst first")
    assert "Site 2 (robin), Other (robin)" in ended.out
    assert "2 accounts share it." in ended.out


def test_good_passwords_pass_whatever_the_keyring_of_this_server_is(peerkit, export, monkeypatch):
    none = {AskNative(KEYRING_BACKEND): {"name": "keyring.backends.fail.Keyring", "kind": "MISSING"}}
    monkeypatch.setattr("peerkit.audit.probes.for_this_machine", lambda: LinuxProbe(FakeMachine(none)))
    ended = audit(peerkit, "--file", export(GOOD))
    assert ended.code == ExitCode.FINE
    assert "keyring" not in ended.out
    assert "What to do first" not in ended.out


def test_after_a_file_of_clear_text_comes_the_reminder_on_the_other_stream(peerkit, export):
    ended = audit(peerkit, "--file", export(GOOD), "--format", "json")
    assert json.loads(ended.out)["schema"] == "peerkit.audit/1"
    assert "Delete it: rm FILE" in ended.err
    assert "On an SSD nobody can promise" in " ".join(ended.err.split())


@pytest.mark.parametrize("redact", [(), ("--redact",)])
def test_the_document_keeps_its_schema_and_names_accounts_only_to_the_owner(peerkit, export, redact):
    document = json.loads(audit(peerkit, "--file", export(CHROME), "--format", "json", *redact).out)
    jsonschema.validate(document, SCHEMA)
    assert 1 <= len(document["priorities"]) <= 10
    assert ("robin" in json.dumps(document)) is not bool(redact)


def test_the_engine_can_be_chosen_and_is_named(peerkit, export):
    file = export(GOOD)
    assert "by zxcvbn.\n" in audit(peerkit, "--file", file, "--engine", "reference").out
    assert "zxcvbn-rs-py; what lies near the line" in " ".join(audit(peerkit, "--file", file).out.split())


def test_at_most_ten_things_come_first(peerkit, export):
    rows = "".join(f"Site {number},u,robin,password{number}\n" for number in range(40))
    document = json.loads(
        audit(peerkit, "--file", export(f"name,url,username,password\n{rows}"), "--format", "json").out
    )
    assert len(document["priorities"]) == 10


@pytest.mark.parametrize("form", ["text", "json", "csv", "md", "html", "prometheus"])
def test_no_secret_is_in_any_format_or_file(peerkit, export, tmp_path, form):
    file = export(CHROME)
    ended = audit(peerkit, "--file", file, "--format", form)
    assert audit(peerkit, "--file", file, "--format", form, "-o", tmp_path / "home" / "report").code == ended.code
    written = [path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert written
    everything = b"".join([ended.out.encode(), ended.err.encode(), *written])
    assert not [text for text in CANARIES if text.encode() in everything]


def test_a_password_in_the_name_of_its_entry_is_not_shown(peerkit, export):
    rows = f"{CANARIES[0]},https://x.example,{CANARIES[0]},{CANARIES[0]}\n"
    ended = audit(peerkit, "--file", export(f"name,url,username,password\n{rows}"))
    assert CANARIES[0] not in ended.out
    assert "entry 1 of Chrome or Edge, CSV" in ended.out


MISTAKES = {
    "--root": (("--root", "/"), "Passwords are only looked at where they are"),
    "--recording": (("--recording", "demo:x"), "Passwords are only looked at where they are"),
    "--service alone": (("--service", "zoom"), "--service and --user go together"),
    "--twice alone": (("--twice",), "--twice goes with --ask"),
    "--key-file alone": (("--key-file", "k"), "--key-file goes with --file"),
    "--personal without a terminal": (("--personal",), "there is no terminal to answer at"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_options_that_make_no_sense_are_refused_kindly(peerkit, what):
    words, said = MISTAKES[what]
    ended = audit(peerkit, *words)
    assert (ended.code, ended.out) == (ExitCode.WRONG_USAGE, "")
    assert said in ended.err


def test_what_cannot_be_read_could_not_run(peerkit, export, tmp_path):
    encrypted = export('{"encrypted": true, "data": "x"}')
    bomb = export(zipped({"other": "x"}), "zip")
    for file in (encrypted, bomb, tmp_path / "nowhere", tmp_path):
        ended = audit(peerkit, "--file", file)
        assert (ended.code, ended.out) == (ExitCode.COULD_NOT_RUN, "")


def test_the_first_file_is_wiped_when_the_second_cannot_be_read(peerkit, export, tmp_path, monkeypatch):
    from peerkit.audit.passwords.secret import Secret

    made: list[Secret] = []
    before = Secret.__init__
    monkeypatch.setattr(Secret, "__init__", lambda self, text: (before(self, text), made.append(self))[0])
    assert audit(peerkit, "--file", export(CHROME), "--file", tmp_path / "nowhere").code == ExitCode.COULD_NOT_RUN
    assert len(made) == 4
    assert not any(made)


def test_two_files_of_one_kind_keep_apart(peerkit, export):
    ended = audit(
        peerkit,
        "--file",
        export(GOOD, "a"),
        "--file",
        export(GOOD.replace("Zoom", "Mail").replace("zoom", "mail"), "b"),
    )
    assert "Chrome or Edge, CSV, Chrome or Edge, CSV (no. 2)" in " ".join(ended.out.split())
    assert "share one password" in ended.out


def test_a_piped_password_is_refused_and_not_repeated():
    """In a session of its own a process has no terminal to ask at."""
    done = subprocess.run(
        [Path(sys.executable).with_name("peerkit"), "audit", "passwords", "--ask"],
        input="piped-canary\n", capture_output=True, text=True, start_new_session=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (ExitCode.WRONG_USAGE, "")
    assert "typed at a terminal, never piped" in done.stderr
    assert "canary" not in done.stderr


def test_an_audit_of_everything_says_that_nobody_looked_and_asks_nobody(peerkit):
    findings = json.loads(peerkit("audit", "all", "--format", "json").out)["findings"]
    found = {finding["check"]: finding for finding in findings if finding["family"] == "passwords"}
    assert set(found) == {"keyring-backend-safe", "passwords-looked-at"}
    assert found["keyring-backend-safe"]["status"] == "pass"
    assert found["passwords-looked-at"]["status"] == "unknown"
    assert found["passwords-looked-at"]["remedy"] == ["Run: peerkit audit passwords"]


def test_where_no_password_could_be_read_no_check_claims_that_there_is_none(peerkit, monkeypatch):
    import keyring.backends.fail

    monkeypatch.setattr("keyring.core._keyring_backend", keyring.backends.fail.Keyring())
    ended = audit(peerkit, "--format", "json")
    findings = json.loads(ended.out)["findings"]
    assert {finding["check"] for finding in findings} == {"keyring-backend-safe", "passwords-looked-at"}
    assert ended.code == ExitCode.UNDETERMINED, "what is known of the keyring itself makes it no fine end"
    assert audit(peerkit, "--strict").code == ExitCode.FAILED
