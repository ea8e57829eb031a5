"""Whether an empty password opens an account."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_accounts import EmptyPasswords
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure
from peerkit.model.private import PrivateKind, private


@check(
    title="No one can log in with an empty password",
    family=Family.DEVICE,
    severity=Severity.CRITICAL,
    remedy={
        OS.LINUX: (
            "For IT staff: sudo passwd NAME for each account named here, or sudo passwd -l NAME to lock it.",
            "To close the gap for all: take the word nullok off the lines of pam_unix.so in /etc/pam.d.",
            "On Fedora instead: sudo authselect enable-feature without-nullok.",
        ),
        OS.MACOS: (
            "Open System Settings, then Users & Groups.",
            "Click the i beside each account, and set a password.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Accounts, then Sign-in options.",
            "Under Password, choose Add.",
            "IT staff: in Local Security Policy, keep Limit local account use of blank passwords on.",
        ),
    },
    references=(
        Reference(
            "DISA STIG for Ubuntu 22.04, UBTU-22-611065: no accounts with blank passwords",
            "https://stigaview.com/products/ubuntu2204/v2r2/UBTU-22-611065",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(d): person or entity authentication (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def empty_password_login_impossible(empty: EmptyPasswords) -> Iterator[Verdict]:
    """Without a password, an account is open to all who sit down at the laptop. So are the notes in it."""
    for account in empty.accounts:
        name = private(PrivateKind.ACCOUNT, account)
        yield failed(f"The account {name} has an empty password.", name)
    if empty.services:
        services = ", ".join(empty.services)
        told = f"An account with an empty password would be let in ({empty.rule}: {services})."
        yield failed(told, empty.rule, Severity.LOW)
    elif not empty.accounts:
        yield passed("The rules of log-in let no empty password through.")
    if empty.hidden and empty.services:
        yield unsure(f"Whether {empty.hidden} more accounts have a password could not be seen. Run again with sudo.")
