"""Whether this account needs a password at the log-in screen."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import LoginPassword, PasswordState
from peerkit.model.finding import Severity, Verdict, failed, passed
from peerkit.model.private import PrivateKind, private


@check(
    title="A password is needed to log in",
    family=Family.DEVICE,
    severity=Severity.CRITICAL,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then System, then Users, and choose Password.",
            "KDE: open System Settings, then Users, and choose Change Password.",
            "Pick a long one, such as four or five words that have nothing to do with you.",
            "If you are still let in without it, ask IT to take you out of the group nopasswdlogin.",
        ),
        OS.MACOS: (
            "Open System Settings, then Users & Groups.",
            "Click the i beside your name, then Change or Reset Password.",
            "In Users & Groups, set Automatically log in as to Off.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Accounts, then Sign-in options.",
            "Under Password, choose Add or Change.",
            "Find If you've been away (Windows 10: Require sign-in), and choose to be asked each time.",
        ),
    },
    references=(
        Reference(
            "45 CFR 164.312(d): person or entity authentication (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
        Reference(
            "DISA STIG for Ubuntu 22.04, UBTU-22-611065: no accounts with blank passwords",
            "https://stigaview.com/products/ubuntu2204/v2r2/UBTU-22-611065",
            "2026-11-21",
        ),
    ),
)
def login_password_set(login: LoginPassword) -> Verdict:
    """Without a password, anyone who opens the laptop can read notes and messages, and can join calls as you."""
    account = private(PrivateKind.ACCOUNT, login.account)
    match login.state:
        case PasswordState.SET:
            return passed(f"The account {account} has a password.")
        case PasswordState.LOCKED:
            return passed(f"No one can log in to the account {account} with a password: password log-in is locked.")
        case PasswordState.NONE:
            return failed(f"The account {account} has no password, so anyone can log in to it.")
        case PasswordState.NOT_ASKED:
            return failed(f"The log-in screen lets the account {account} in without asking for a password.")
