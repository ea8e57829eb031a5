"""Whether this machine logs somebody in without a question."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_accounts import AutomaticLogin, LetIn
from peerkit.model.finding import Severity, Verdict, failed, passed
from peerkit.model.private import PrivateKind, private


@check(
    title="No one is logged in by itself when the computer starts",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then System, then Users, and turn off Automatic Login.",
            "KDE: open System Settings, then Login Screen, then Behavior, and take the tick off Automatically log in.",
            "Other desktops: look for Users or Login Window in the settings, or ask IT.",
            "Then restart, and see that the computer asks for your password.",
        ),
        OS.MACOS: (
            "Open System Settings, then Users & Groups.",
            "Set Automatically log in as to Off.",
        ),
        OS.WINDOWS: (
            "Press Windows+R, type netplwiz, and tick Users must enter a user name and password.",
            "No such box? First open Settings, then Accounts, then Sign-in options.",
            "Turn off Only allow Windows Hello sign-in there, and look again.",
        ),
    },
    references=(
        Reference(
            "DISA STIG for RHEL 10, V-281275: no unattended or automatic login",
            "https://www.stigviewer.com/stigs/red_hat_enterprise_linux_10/2026-03-11/finding/V-281275",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(d): person or entity authentication (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def automatic_login_off(login: AutomaticLogin) -> Iterator[Verdict]:
    """Whoever starts a lost or borrowed laptop is then at once in your notes, your mail and your calls."""
    for one in login.let_in:
        yield failed(_told(one), private(PrivateKind.ACCOUNT, one.account) if one.account else "a guest")
    if not login.let_in:
        yield passed("No account is logged in by itself when the computer starts.")


def _told(one: LetIn) -> str:
    who = f"The account {private(PrivateKind.ACCOUNT, one.account)}" if one.account else "A guest"
    when = "after a short wait" if one.waits else "at once"
    return f"{who} is logged in {when} when the computer starts, without a password (set in {one.by})."
