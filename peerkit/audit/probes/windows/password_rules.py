"""What Windows asks of new passwords on this machine, and what follows on wrong ones, by ``NetUserModalsGet``.

Microsoft's pages on USER_MODALS_INFO_0 and _3 (lmaccess.h): every account may ask; a threshold of 0 locks nobody
out; a duration of all ones lasts until someone unlocks the account. ``net accounts`` is not asked: it answers in the
language of the display.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.windows.asking import Told, told
from peerkit.audit.probes.windows.remote import lets_people_in
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_accounts import Lockout, PasswordRules, StoredPasswords

_FOREVER = 0xFFFFFFFF
_SOURCE = "NetUserModalsGet"


def _rules(machine: Machine) -> Told:
    return told(machine, "password-rules")


def read_password_rules(machine: Machine) -> PasswordRules:
    """The shortest password a local account may have. Whether kinds are mixed, only an administrator's tool tells."""
    shortest = _rules(machine).number("min_length")
    evidence = (Evidence(f"shortest password: {shortest} characters (local accounts)", _SOURCE),)
    return PasswordRules(module="Windows' account rules", shortest=shortest or None, evidence=evidence)


def read_lockout(machine: Machine) -> Lockout:
    """After how many wrong passwords a local account is locked, and for how long."""
    rules = _rules(machine)
    tries, seconds = rules.number("lockout_threshold"), rules.number("lockout_seconds")
    evidence = (Evidence(f"threshold {tries}, duration {seconds} seconds", _SOURCE),)
    return Lockout(
        service="sign-in",
        module="Windows",
        works=True,
        tries=tries,
        seconds=None if seconds in (0, _FOREVER) else seconds,
        remote=lets_people_in(machine),
        evidence=evidence,
    )


def read_stored_passwords(_machine: Machine) -> Unknown:
    """Windows lets no program see in which form it keeps passwords."""
    return Unknown(
        "Windows lets no program see in which form it keeps passwords, not even an administrator's.",
        "IT staff: see that the value NoLMHash under HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa is 1.",
    )


READERS: dict[type[Fact], Reader] = {
    Lockout: read_lockout,
    PasswordRules: read_password_rules,
    StoredPasswords: read_stored_passwords,
}
