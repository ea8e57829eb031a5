"""Whether daily work is done from an account with power over the machine."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_accounts import DailyAccount, Person
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private


@check(
    title="The account for daily work is not an administrator",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then System, then Users, and add an account with Administrator on.",
            "Give it a password of its own.",
            "Log in to that one, and turn Administrator off for the account you work with.",
            "IT staff: take the account out of the groups named here; docker, lxd and disk are as good as root.",
        ),
        OS.MACOS: (
            "Open System Settings, then Users & Groups, and add an Administrator account.",
            "Log in to it, click the i beside your own, and turn off Allow this user to administer this computer.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Accounts, then Other users (in Windows 10 it stands with Family).",
            "Add an account, and change its type to Administrator.",
            "Log in to it, and change your own account to Standard User.",
        ),
    },
    references=(
        Reference(
            "CIS Controls, Safeguard 5.4: administrator privileges only for dedicated administrator accounts",
            "https://advancecyber.com/safeguard/5.4",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(a)(1): access control (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def daily_account_not_administrator(daily: DailyAccount) -> Iterator[Verdict]:
    """What tricks you into a click can then do little. From an administrator's account it can take the whole laptop."""
    strong = [person for person in daily.people if person.powers]
    if not daily.people:
        yield not_applicable("There is no account of a person on this computer.")
    elif not strong:
        yield passed(f"No account for daily work is an administrator. Looked at: {len(daily.people)}.")
    elif not daily.known and len(strong) < len(daily.people):
        yield unsure("Some accounts are administrators and some are not; which is used for daily work cannot be told.")
    else:
        for person in strong:
            yield failed(_told(person), private(PrivateKind.ACCOUNT, person.account))


def _told(person: Person) -> str:
    name, groups = private(PrivateKind.ACCOUNT, person.account), ", ".join(person.powers)
    return f"The account {name} has power over the whole computer (group {groups})."
