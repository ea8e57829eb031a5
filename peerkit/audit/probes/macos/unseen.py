"""What macOS tells no program of its own account: the reason, and where a person can look."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.model.facts import Fact, Unknown
from peerkit.model.facts_accounts import EmptyPasswords, StoredPasswords
from peerkit.model.facts_privacy import PrivacySwitches
from peerkit.model.facts_system import RestartPending


def read_empty_passwords(_machine: Machine) -> Unknown:
    """An empty password is kept as any other; only trying it shows it, and PeerKit never tries one."""
    return Unknown(
        "macOS keeps an empty password as it keeps any other, and PeerKit never tries one.",
        "Lock the screen with Control-Command-Q. Press Return without typing: it must stay locked.",
    )


def read_privacy_switches(_machine: Machine) -> Unknown:
    """Permissions are given to each app, in a database that wants Full Disk Access (TCC)."""
    return Unknown(
        "macOS has no switch for all apps: it asks for each one, and shows no other program the answers.",
        "Look in System Settings, Privacy & Security, Camera and Microphone: is your call app on?",
    )


def read_restart_pending(_machine: Machine) -> Unknown:
    """Updates are put in place while the Mac starts anew; that one waits is written down nowhere public."""
    return Unknown(
        "macOS writes down nowhere open to programs whether an update waits for a restart.",
        "Look in System Settings, General, Software Update: does it say Restart Now?",
    )


def read_stored_passwords(_machine: Machine) -> Unknown:
    """SALTED-SHA512-PBKDF2 since 10.8 (dscl(1) names it), which is slow; the hash itself only root may read."""
    return Unknown(
        "macOS shows how it keeps passwords to root alone, with the hashes, and PeerKit does not read those.",
        "Nothing to do as a rule: since 10.8 macOS keeps passwords in a slow form (PBKDF2).",
    )


READERS: dict[type[Fact], Reader] = {
    EmptyPasswords: read_empty_passwords,
    PrivacySwitches: read_privacy_switches,
    RestartPending: read_restart_pending,
    StoredPasswords: read_stored_passwords,
}
