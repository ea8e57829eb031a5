"""Whether strangers are offered a session on this machine."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_accounts import GuestAccess
from peerkit.model.finding import Severity, Verdict, failed, passed
from peerkit.model.private import PrivateKind, private


@check(
    title="There is no guest account",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "LightDM, for IT staff: make the file /etc/lightdm/lightdm.conf.d/50-no-guest.conf.",
            "Put two lines in it: [Seat:*] and allow-guest=false.",
            "An account made for guests: open Settings, then Users, and remove it.",
            "Restart, and see that the log-in screen offers no guest.",
        ),
        OS.MACOS: (
            "Open System Settings, then Users & Groups.",
            "Click the i beside Guest User, and turn off Allow guests to log in to this computer.",
        ),
        OS.WINDOWS: (
            "IT staff: open Computer Management, then Local Users and Groups, then Users.",
            "Open Guest, and tick Account is disabled.",
        ),
    },
    references=(
        Reference(
            "Ubuntu guest session lockdown: what a guest can read and change (S. Schapiro)",
            "http://blog.schlomo.schapiro.org/2015/02/ubuntu-guest-user-lockdown.html",
            "2026-11-21",
        ),
        Reference(
            "LightDM's source, guest-account.c: when a guest session is offered",
            "https://github.com/canonical/lightdm",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(a)(1): access control (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def guest_account_off(guests: GuestAccess) -> Iterator[Verdict]:
    """A guest needs no password, can often read files of other people, and leaves no name behind."""
    if guests.session:
        yield failed("The log-in screen offers a session to guests, without a password.", "guest session")
    for account in guests.accounts:
        name = private(PrivateKind.ACCOUNT, account)
        yield failed(f"The account {name} is made for guests, and can be logged in to.", name)
    if not guests.session and not guests.accounts:
        yield passed("No guest can log in.")
