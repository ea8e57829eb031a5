"""One audit whole: facts once, worst first, the organisation's own judgement, names kept private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from peerkit.audit.audit import AUDITED, run_audit, shown
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.machine import Machine, Request
from peerkit.model.check import OS, Family
from peerkit.model.facts import Evidence, LoginPassword, PasswordState, ScreenLock, WifiInUse, WifiProtection
from peerkit.model.finding import Finding, Severity, Status
from peerkit.model.private import PrivateKind, private
from peerkit.model.report import Report
from peerkit.model.settings import AuditPolicy, Settings, Waiver
from peerkit.redaction import redaction_salt
from tests.fake_machine import FakeMachine

TODAY = date(2026, 11, 21)
MADE_AT = "2026-11-21T10:00:00Z"
OPEN = WifiInUse(
    connected=True,
    ssid=b"Blue Door",
    protection=WifiProtection.OPEN,
    evidence=(Evidence(f"joined {private(PrivateKind.NETWORK, b'Blue Door')}", "a test"),),
)


class Known(Probe):
    """Knows three facts; everything else is ``Unknown``."""

    readers = {
        LoginPassword: lambda machine: LoginPassword(account="robin", state=PasswordState.SET),
        ScreenLock: lambda machine: ScreenLock(desktop="GNOME", after=None),
        WifiInUse: lambda machine: OPEN,
    }


def audit(policy: AuditPolicy = AuditPolicy(), families: tuple[Family, ...] = AUDITED) -> Report:  # noqa: B008  # frozen
    return run_audit(Known(FakeMachine()), families, Settings(audit=policy), MADE_AT, TODAY)


def of(report: Report, check: str) -> Finding:
    (found,) = [finding for finding in report.findings if finding.check == check]
    return found


def test_the_worst_comes_first_and_what_is_not_known_before_what_is_fine() -> None:
    statuses = [finding.status for finding in audit().findings]
    assert statuses == sorted(statuses, key=[Status.FAIL, Status.ERROR, Status.UNKNOWN, Status.PASS,
                                             Status.NOT_APPLICABLE].index)  # fmt: skip
    failed = audit().failed(Severity.LOW)
    assert [f.severity.rank for f in failed] == sorted((f.severity.rank for f in failed), reverse=True)


def test_every_audited_check_is_in_the_report_and_no_other() -> None:
    report = audit()
    assert {finding.family for finding in report.findings} == {"device", "wifi", "passwords"}
    assert of(report, "screen-locks").status is Status.FAIL
    assert of(report, "disk-encrypted").status is Status.UNKNOWN
    assert {f.family for f in audit(families=(Family.WIFI,)).findings} == {"wifi"}


def test_of_stored_passwords_one_finding_says_that_nobody_looked() -> None:
    found = [f for f in audit().findings if f.family == "passwords"]
    assert {f.check: f.status for f in found} == {
        "keyring-backend-safe": Status.UNKNOWN,
        "passwords-looked-at": Status.UNKNOWN,
    }
    assert of(audit(), "passwords-looked-at").remedy == ("Run: peerkit audit passwords",)


def test_a_severity_of_the_organisation_stands() -> None:
    report = audit(AuditPolicy(severity={"screen-locks": Severity.LOW}))
    assert of(report, "screen-locks").severity is Severity.LOW


def test_a_waiver_holds_until_its_last_day_and_stays_visible() -> None:
    waiver = Waiver("screen-locks", "kiosk in a locked room", "2026-11-21")
    finding = of(audit(AuditPolicy(waivers=(waiver,))), "screen-locks")
    assert finding.status is Status.NOT_APPLICABLE
    assert finding.message.startswith("Waived until 2026-11-21: kiosk in a locked room. What was found: ")
    assert not finding.remedy


def test_an_expired_waiver_is_a_finding_and_waives_nothing() -> None:
    waiver = Waiver("screen-locks", "kiosk", "2026-11-20")
    report = audit(AuditPolicy(waivers=(waiver,)))
    assert of(report, "screen-locks").status is Status.FAIL
    expired = of(report, "waivers-current")
    assert (expired.status, expired.subject) == (Status.FAIL, "screen-locks")
    assert expired.remedy
    assert expired.references
    assert of(audit(AuditPolicy(waivers=(waiver,)), (Family.WIFI,)), "waivers-current").status is Status.FAIL
    assert not [f for f in audit().findings if f.check == "waivers-current"], "nothing is said where there is none"


def test_an_expired_waiver_cannot_itself_be_waived_but_weighed() -> None:
    waivers = (Waiver("screen-locks", "kiosk", "2026-11-20"), Waiver("waivers-current", "later", "2999-01-01"))
    report = audit(AuditPolicy(severity={"waivers-current": Severity.LOW}, waivers=waivers))
    expired = of(report, "waivers-current")
    assert (expired.status, expired.severity) == (Status.FAIL, Severity.LOW)


def test_a_waiver_in_force_is_no_answer_of_the_machine() -> None:
    waiver = Waiver("disk-encrypted", "old laptop", "2027-01-01")
    report = run_audit(Probe(FakeMachine()), AUDITED, Settings(audit=AuditPolicy(waivers=(waiver,))), MADE_AT, TODAY)
    assert of(report, "waivers-current").status is Status.PASS
    assert not report.determined()


def test_a_waiver_for_one_subject_waives_no_other() -> None:
    twins = (of(audit(), "screen-locks"),)
    assert twins[0].subject == ""
    report = audit(AuditPolicy(waivers=(Waiver("screen-locks", "one of them", "2027-01-01", subject="tty7"),)))
    assert of(report, "screen-locks").status is Status.FAIL


def test_a_waiver_does_not_hide_what_could_not_be_checked() -> None:
    report = audit(AuditPolicy(waivers=(Waiver("disk-encrypted", "old laptop", "2027-01-01"),)))
    assert of(report, "disk-encrypted").status is Status.UNKNOWN


def test_names_are_shown_to_the_owner_and_pseudonyms_to_everyone_else() -> None:
    report = audit()
    assert "Blue Door" in repr(shown(report).findings)
    redacted = repr(shown(report, "a salt").findings)
    assert "Blue Door" not in redacted
    assert redacted == repr(shown(audit(), "a salt").findings), "the same each time"
    assert redacted != repr(shown(audit(), "another salt").findings)
    assert "\ue000" not in redacted + repr(shown(report).findings)


def test_the_salt_is_made_once_and_private(tmp_path: Path) -> None:
    salt = redaction_salt()
    assert redaction_salt() == salt
    assert len(salt) == 64
    (key,) = tmp_path.rglob("redaction.key")
    assert key.stat().st_mode & 0o777 == 0o600


def test_no_question_is_put_to_the_machine_twice() -> None:
    asked: list[Request] = []

    class Counting(Machine):
        os, release = OS.LINUX, "Counting OS"

        def answer(self, request: Request) -> object:
            asked.append(request)
            return FakeMachine().answer(request)

    from peerkit.audit.probes.linux import LinuxProbe

    run_audit(LinuxProbe(Counting()), AUDITED, Settings(), MADE_AT, TODAY)
    assert len(asked) > 50
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(("statuses", "determined"), [([Status.UNKNOWN], False), ([Status.UNKNOWN, Status.PASS], True)])
def test_whether_anything_was_determined(statuses: list[Status], determined: bool) -> None:
    finding = of(audit(), "screen-locks")
    report = replace(audit(), findings=tuple(replace(finding, status=status) for status in statuses))
    assert report.determined() is determined
