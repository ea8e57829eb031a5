"""One audit of one machine: which checks, which facts, the organisation's own judgement, the report.

There is no total score: three public tools gave the same machine 0, 59 and 95. There are counts,
the worst first, and what could not be found out as loud as what failed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from peerkit import __version__
from peerkit.audit.checks import all_checks, load_check
from peerkit.audit.priorities import first_things
from peerkit.audit.probes.base import Probe
from peerkit.audit.runner import Facts, judge_all
from peerkit.model.check import Check, Family
from peerkit.model.facts import Fact, TrustedWifi, Unknown
from peerkit.model.facts_passwords import KeyringSafety, PasswordsSeen
from peerkit.model.facts_policy import Waivers
from peerkit.model.finding import Finding, Status
from peerkit.model.priority import Priority
from peerkit.model.private import redact, reveal
from peerkit.model.report import WAIVERS, Machine, Report
from peerkit.model.settings import AuditPolicy, Settings, Waiver

# What a check of a call about to start looks at is no matter of an audit.
AUDITED = (Family.DEVICE, Family.WIFI, Family.PASSWORDS)
LOOKED_AT = "passwords-looked-at"
NOT_LOOKED_AT = Unknown(
    "Stored passwords were not looked at: that is only done when you ask for it.", "Run: peerkit audit passwords"
)
_ORDER = (Status.FAIL, Status.ERROR, Status.UNKNOWN, Status.PASS, Status.NOT_APPLICABLE)


def run_audit(
    probe: Probe,
    families: Collection[Family],
    settings: Settings,
    made_at: str,
    today: date,
    passwords: PasswordsSeen | None = None,
) -> Report:
    """Ask the machine and judge it. Texts in the report still carry their private marks: see ``shown``.

    Stored passwords are judged where somebody had them looked at, and else one finding says that nobody did.
    """
    checks = {check_id: check for check_id, check in all_checks().items() if check.family in families}
    if passwords is None or not passwords.passwords:
        checks = {name: check for name, check in checks.items() if name == LOOKED_AT or not _about_passwords(check)}
    if passwords is not None and not passwords.keyring_asked:
        # Whoever asks about a file, on a server for example, did not ask what the keyring there is like.
        checks = {name: check for name, check in checks.items() if KeyringSafety not in check.needs.values()}
    trusted, waivers = settings.trusted_wifi, settings.audit.waivers
    # A waiver can be for a check of any family, and where there is none, there is nothing to say of it.
    checks.pop(WAIVERS, None)
    checks |= {WAIVERS: load_check(WAIVERS)} if waivers else {}
    given: list[Fact | tuple[type[Fact], Unknown]] = [
        TrustedWifi(listed=trusted is not None, names=trusted or frozenset()),
        Waivers(waivers=waivers, today=today),
        passwords or (PasswordsSeen, NOT_LOOKED_AT),
    ]
    probe.look_ahead(_needs(checks.values()) - {TrustedWifi, Waivers, PasswordsSeen})
    found = judge_all(checks, Facts(probe, given), probe.machine.os)
    findings = [finding for several in found.values() for finding in several]
    machine = Machine(probe.machine.os.value, probe.machine.release, probe.machine.pseudonym())
    judged = tuple(_worst_first(_judged(findings, settings.audit, today)))
    return Report(__version__, made_at, machine, judged, first_things(passwords) if passwords else ())


def _about_passwords(check: Check) -> bool:
    return PasswordsSeen in check.needs.values()


def _needs(checks: Iterable[Check]) -> set[type[Fact]]:
    return {need for check in checks for need in check.needs.values()}


def _judged(findings: Iterable[Finding], policy: AuditPolicy, today: date) -> list[Finding]:
    """Findings under the organisation's own severities and waivers."""
    judged = []
    for finding in findings:
        severity = policy.severity.get(finding.check, finding.severity)
        judged.append(_waived(replace(finding, severity=severity), policy.waivers, today))
    return judged


def _waived(finding: Finding, waivers: Iterable[Waiver], today: date) -> Finding:
    for waiver in waivers:
        meant = waiver.check == finding.check != WAIVERS and waiver.subject in ("", reveal(finding.subject))
        if meant and finding.status is Status.FAIL and date.fromisoformat(waiver.until) >= today:
            message = f"Waived until {waiver.until}: {waiver.reason}. What was found: {finding.message}"
            return replace(finding, status=Status.NOT_APPLICABLE, message=message, remedy=())
    return finding


def _worst_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (_ORDER.index(f.status), -f.severity.rank, f.family, f.check, f.subject))


def shown(report: Report, salt: str | None = None) -> Report:
    """The report as its owner may read it; with ``salt`` every private text becomes a stable pseudonym."""

    def text(marked: str) -> str:
        return reveal(marked) if salt is None else redact(marked, salt)

    def finding(found: Finding) -> Finding:
        evidence = tuple(replace(piece, seen=text(piece.seen), source=text(piece.source)) for piece in found.evidence)
        remedy = tuple(map(text, found.remedy))
        return replace(
            found, subject=text(found.subject), message=text(found.message), evidence=evidence, remedy=remedy
        )

    def priority(found: Priority) -> Priority:
        return replace(found, accounts=tuple(map(text, found.accounts)), wrong=tuple(map(text, found.wrong)))

    return replace(
        report, findings=tuple(map(finding, report.findings)), priorities=tuple(map(priority, report.priorities))
    )
