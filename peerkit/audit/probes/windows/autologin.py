"""Whether Windows logs somebody in by itself when it starts.

``AutoAdminLogon`` of Winlogon decides (Microsoft: Turn on automatic logon in Windows). The password may lie beside it
in clear text or hidden among the system's secrets, so its absence proves nothing, and it is never read.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.windows.asking import registry
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_accounts import AutomaticLogin, LetIn

LOGON = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon"
_NAMES = ("AutoAdminLogon", "DefaultUserName", "DefaultPassword", "Shell")


def _logon(machine: Machine) -> tuple[str, dict[str, object]]:
    """The switch, "0" or "1", and what stands beside it. Raises ``CouldNotLook``."""
    found = registry(machine, LOGON, *_NAMES)
    # Kept as text as a rule, but by some tools as a number. The shell is always named: an answer without is none.
    switch = str(found.get("AutoAdminLogon", "0")).strip()
    if "Shell" not in found or switch not in ("", "0", "1"):
        raise Garbled("the registry's answer on logging in could not be understood")
    return switch or "0", found


def let_in(machine: Machine) -> tuple[LetIn, ...]:
    """The account that is logged in by itself. Raises ``CouldNotLook``."""
    switch, found = _logon(machine)
    account = found.get("DefaultUserName")
    name = account if isinstance(account, str) else ""
    return (LetIn(name, "Winlogon, in the registry"),) if switch == "1" else ()


def read_automatic_login(machine: Machine) -> AutomaticLogin:
    """Who is let in without a question. Raises ``CouldNotLook``."""
    switch, found = _logon(machine)
    clear = "; a password lies there in clear text" if "DefaultPassword" in found else ""
    evidence = (Evidence(f"AutoAdminLogon {switch}{clear}", LOGON),)
    return AutomaticLogin(screen="Windows", let_in=let_in(machine), evidence=evidence)


READERS: dict[type[Fact], Reader] = {AutomaticLogin: read_automatic_login}
