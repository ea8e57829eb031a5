"""Whether PeerKit's own facts about platforms are recent enough to lean on."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import PlatformFacts
from peerkit.model.finding import Severity, Verdict, failed, passed

# research on scoring schemes: encryption, price, limits and BAA answers are re-read every six months.
LIMIT_DAYS = 183


@check(
    title="The platform facts in PeerKit are less than six months old",
    family=Family.SESSION,
    severity=Severity.LOW,
    remedy=dict.fromkeys(OS, ("Update PeerKit, or ask IT to.",)),
    references=(
        Reference(
            "EFF: Secure Messaging Scorecard, kept only as history because its answers went out of date",
            "https://www.eff.org/node/82654",
            "2026-11-20",
        ),
    ),
)
def platform_facts_fresh(facts: PlatformFacts) -> Verdict:
    """Apps change. A fact that was true last year can mislead you today."""
    if facts.newest_days > LIMIT_DAYS:
        return failed(f"The facts were last checked {facts.newest_days} days ago.")
    return passed(f"The facts were last checked {facts.newest_days} days ago.")
