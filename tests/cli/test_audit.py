"""``peerkit audit`` from the outside: exit codes, the document, the file it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from peerkit.cli import main
from peerkit.errors import ExitCode
from peerkit.model.facts import LoginPassword, PasswordState, ScreenLock, Unknown

QUIET = Unknown("Nothing is known here.")


@pytest.fixture
def knows(monkeypatch: pytest.MonkeyPatch):
    """Replace what the machine says: facts by type, everything else is not known."""
    from peerkit.audit.probes.base import Probe

    def put(*facts: object) -> None:
        by_type = {type(fact): fact for fact in facts}
        monkeypatch.setattr(Probe, "get", lambda self, need: by_type.get(need, QUIET))

    return put


LOCKS = ScreenLock(desktop="GNOME", after=300)
NEVER = ScreenLock(desktop="GNOME", after=None)
PASSWORD = LoginPassword(account="robin", state=PasswordState.SET)


def test_fine_when_all_that_could_be_checked_is_fine(knows, capsys) -> None:
    knows(LOCKS, PASSWORD)
    assert main(["audit", "device"]) == ExitCode.FINE
    assert main(["audit", "device", "--strict"]) == ExitCode.FAILED, "what could not be checked counts as failed"
    assert "What could not be checked, and why" in capsys.readouterr().out


def test_fail_on_a_severity(knows) -> None:
    knows(NEVER)
    assert main(["audit", "device"]) == ExitCode.FAILED
    assert main(["audit", "device", "--fail-on", "high"]) == ExitCode.FAILED
    assert main(["audit", "device", "--fail-on", "critical"]) == ExitCode.FINE


def test_nothing_could_be_determined(knows) -> None:
    knows()
    assert main(["audit", "device"]) == ExitCode.UNDETERMINED


@pytest.mark.parametrize("form", ["json", "csv", "md", "html", "prometheus", "text"])
def test_every_format_can_be_written_to_a_private_file(knows, form, tmp_path: Path, capsys) -> None:
    knows(LOCKS)
    file = tmp_path / "report"
    assert main(["audit", "all", "--format", form, "-o", str(file)]) == ExitCode.FINE
    assert file.stat().st_mode & 0o777 == 0o600
    assert "screen-locks" in file.read_text()
    assert capsys.readouterr().out == ""


def test_the_document_keeps_the_contract(knows, capsys) -> None:
    knows(NEVER)
    main(["audit", "all", "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["schema", "peerkit", "made_at", "machine", "findings", "summary"]
    assert document["schema"] == "peerkit.audit/1"
    assert set(document["machine"]) == {"os", "release", "id"}
    assert set(document["summary"]) == {"pass", "fail", "unknown", "not_applicable", "error", "worst"}
    (lock,) = [finding for finding in document["findings"] if finding["check"] == "screen-locks"]
    keys = ("check", "family", "subject", "status", "severity", "message", "evidence", "remedy", "references")
    assert tuple(lock) == keys
    assert document["summary"]["worst"] == lock["severity"] == "high"
    assert "machine-id" not in json.dumps(document)


def test_the_machines_own_id_is_nowhere(knows, capsys) -> None:
    knows(LOCKS)
    main(["audit", "all", "--format", "json"])
    raw = Path("/etc/machine-id")
    if raw.exists():
        assert raw.read_text().strip() not in capsys.readouterr().out


def test_one_machine_at_a_time(capsys) -> None:
    assert main(["audit", "all", "--root", "/", "--recording", "x.yaml"]) == ExitCode.WRONG_USAGE
    assert "do not go together" in capsys.readouterr().err


def test_an_unknown_check_is_no_traceback(capsys) -> None:
    assert main(["audit", "explain", "no-such-check"]) == ExitCode.COULD_NOT_RUN
    assert "There is no check named" in capsys.readouterr().err


def test_a_waiver_in_the_settings_counts(knows, capsys) -> None:
    from peerkit.settings import settings_path, write_private

    write_private(
        settings_path(), 'audit:\n  waivers:\n    - {check: screen-locks, reason: kiosk, until: "2999-01-01"}\n'
    )
    knows(NEVER, PASSWORD)
    assert main(["audit", "device"]) == ExitCode.FINE
    assert "Waived until 2999-01-01: kiosk" in " ".join(capsys.readouterr().out.split())


def test_a_waiver_for_a_check_that_does_not_exist_is_named_with_its_place(capsys) -> None:
    from peerkit.settings import settings_path, write_private

    write_private(settings_path(), 'audit:\n  waivers:\n    - {check: screen-lock, reason: x, until: "2999-01-01"}\n')
    assert main(["audit", "device"]) == ExitCode.COULD_NOT_RUN
    assert "settings.yaml:3:15: audit.waivers[1].check: expected one of" in capsys.readouterr().err
