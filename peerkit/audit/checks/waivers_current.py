"""Whether every waiver of the organisation is still in force."""

from collections.abc import Iterator
from datetime import date

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_policy import Waivers
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed

_STEPS = (
    "Mend what was waived, and take the waiver out of the settings: peerkit settings edit",
    "If it cannot be mended yet, give the waiver a new last day, and say why.",
)


@check(
    title="Every waiver is still in force",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy=dict.fromkeys(OS, _STEPS),
    references=(
        Reference(
            "NIST SP 800-53 Rev. 5, CA-5: plan of action and milestones",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
    ),
)
def waivers_current(given: Waivers) -> Iterator[Verdict]:
    """A waiver accepts a risk for a while, for a reason. After its last day, no one has said yes to that risk."""
    expired = [waiver for waiver in given.waivers if date.fromisoformat(waiver.until) < given.today]
    for waiver in expired:
        reason = waiver.reason.rstrip(".")
        yield failed(
            f"The waiver for {waiver.check} ended on {waiver.until}. It was given because: {reason}.", waiver.check
        )
    if not given.waivers:
        yield not_applicable("No waiver was given.")
    elif not expired:
        yield passed(f"Waivers that are still in force: {len(given.waivers)}.")
