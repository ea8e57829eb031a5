"""Asking Windows: values of the registry, the system's own functions, and the one call of PowerShell.

What comes back is of any shape until it is looked at here: a reader that takes a ``Told`` gets what it
names, of the type it names, or ``Garbled``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing, Refused, TooSlow
from peerkit.audit.probes.systemcalls import ReadRegistry

AS_ADMINISTRATOR = "Open the Start menu, right-click Terminal, choose Run as administrator, and run PeerKit there."
AS_YOURSELF = "Run PeerKit again without administrator rights, from your own account."
POWERSHELL = "powershell"
# What PowerShell is asked about, in words.
_ABOUT = {
    "drives": "the drives",
    "encryptable": "the encrypted drives",
    "firewall": "the firewall",
    "services": "its services",
    "users": "the accounts",
    "network": "the network",
    "ports": "the ports that wait",
    "recorders": "the programs that run",
    "cameras": "the cameras",
    "folders": "the rights of your folders",
    "updates": "updates",
}


@dataclass(frozen=True)
class Told:
    """A reply with names in it; ``source`` says whose."""

    source: str
    values: Mapping[str, Any]

    def number(self, name: str) -> int:
        """A whole number. Raises ``Garbled``."""
        found = self.values.get(name)
        if isinstance(found, bool) or not isinstance(found, int):
            raise Garbled(f"{self.source} gave no number for {name}")
        return found

    def text(self, name: str) -> str:
        """Text. Raises ``Garbled``."""
        found = self.values.get(name)
        if not isinstance(found, str):
            raise Garbled(f"{self.source} gave no text for {name}")
        return found

    def flag(self, name: str) -> bool:
        """Yes or no. Raises ``Garbled``."""
        found = self.values.get(name)
        if not isinstance(found, bool):
            raise Garbled(f"{self.source} gave neither yes nor no for {name}")
        return found


def told(machine: Machine, name: str) -> Told:
    """What the system's own functions say on a subject. Raises ``CouldNotLook``."""
    return as_told(machine.native(name), "Windows")


def as_told(reply: Any, source: str) -> Told:
    """A reply with names in it. Raises ``Garbled`` where it is something else."""
    if not isinstance(reply, dict):
        raise Garbled(f"the answer of {source} could not be understood")
    return Told(source, reply)


def subject(machine: Machine, name: str) -> Any:
    """What PowerShell said on one subject. Raises ``CouldNotLook``, also where only this subject failed."""
    replies = as_told(machine.native(POWERSHELL), "PowerShell").values
    if name not in replies:
        raise Garbled(f"Windows said nothing about {_ABOUT[name]}")
    reply = replies[name]
    if isinstance(reply, dict) and "failed" in reply:
        if reply["failed"] == "refused":
            raise Refused(f"this account may not see {_ABOUT[name]}", AS_ADMINISTRATOR)
        if reply["failed"] == "late":
            raise TooSlow(f"Windows did not answer in time about {_ABOUT[name]}")
        raise Missing(f"Windows did not answer about {_ABOUT[name]}")
    return reply


def listed(machine: Machine, name: str) -> tuple[Told, ...]:
    """A list that PowerShell gave on one subject. Raises ``CouldNotLook``."""
    reply = subject(machine, name)
    # ConvertTo-Json writes a list of one as that one.
    entries = reply if isinstance(reply, list) else [reply]
    return tuple(as_told(entry, "PowerShell") for entry in entries)


def registry(machine: Machine, path: str, *names: str) -> dict[str, Any]:
    """Named values under a key such as ``HKLM\\SOFTWARE``. Raises ``CouldNotLook``; ``Missing`` without the key."""
    hive, _, key = path.partition("\\")
    reply = machine.answer(ReadRegistry(hive, key, names))
    if not isinstance(reply, dict):
        raise Garbled("the registry's answer could not be understood")
    return reply


def value(machine: Machine, path: str, name: str) -> Any:
    """One value; None where it or its key is not set. Raises ``CouldNotLook``."""
    try:
        return registry(machine, path, name).get(name)
    except Missing:
        return None


def number(machine: Machine, path: str, name: str) -> int | None:
    """A number, also one kept as text; None where it is not set. Raises ``CouldNotLook``."""
    found = value(machine, path, name)
    if found is None or (isinstance(found, int) and not isinstance(found, bool)):
        return found
    if isinstance(found, str) and found.isascii() and found.strip().isdigit() and len(found) < 12:
        return int(found)
    raise Garbled(f"the registry holds no number under {name}")


def first_number(machine: Machine, name: str, *paths: str) -> int | None:
    """The number under the first of several keys that holds it: policy before choice. Raises ``CouldNotLook``."""
    return next((found for path in paths if (found := number(machine, path, name)) is not None), None)


def account(machine: Machine) -> Told:
    """The account PeerKit runs as: ``account``, ``sid``, ``elevated``, ``administrator``, ``at_screen``."""
    return told(machine, "token")


def require_own_settings(machine: Machine) -> None:
    """Settings of the person are those of the account PeerKit runs as. Raises ``Refused`` where that is another's."""
    who = account(machine)
    at_screen = who.values.get("at_screen")
    if isinstance(at_screen, str) and at_screen and at_screen.casefold() != who.text("account").casefold():
        raise Refused("PeerKit runs as another account than the one at the screen", AS_YOURSELF)


def listed_natively(machine: Machine, name: str, inside: str) -> tuple[Told, ...]:
    """A list inside of what the system's own functions say on a subject. Raises ``CouldNotLook``."""
    entries = told(machine, name).values.get(inside)
    if not isinstance(entries, list):
        raise Garbled(f"Windows gave no list of {inside}")
    return tuple(as_told(entry, "Windows") for entry in entries)


def texts(reply: Any) -> Iterator[str]:
    """The texts of a list, or a single one."""
    entries = reply if isinstance(reply, list) else [reply]
    yield from (entry for entry in entries if isinstance(entry, str))


def seen(machine: Machine, name: str) -> Any | None:
    """A subject of PowerShell's where it answered, None where not."""
    try:
        return subject(machine, name)
    except CouldNotLook:
        return None
