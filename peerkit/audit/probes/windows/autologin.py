"""Whether Windows logs somebody in by itself when it starts.

``AutoAdminLogon`` of Winlogon decides (Microsoft: Turn on automatic logon in Windows). The password may lie beside it
in clear text or hidden among the system's secrets, so its absence proves nothing, and it is never read.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.windows.asking import registry
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_accounts import AutomaticLogin, LetIn
from peerkit.model.private import printable

LOGON = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon"
_PRESENT = "DefaultPassword"


def let_in(machine: Machine) -> tuple[LetIn, ...]:
    """The account that is logged in by itself. Raises ``CouldNotLook``."""
    found = registry(machine, LOGON, "AutoAdminLogon", "DefaultUserName", _PRESENT)
    # Kept as text as a rule, but by some tools as a number.
    if str(found.get("AutoAdminLogon", "0")).strip() != "1":
        return ()
    account = found.get("DefaultUserName")
    return (LetIn(account if isinstance(account, str) else "", "Winlogon, in the registry"),)


def read_automatic_login(machine: Machine) -> AutomaticLogin:
    """Who is let in without a question. Raises ``CouldNotLook``."""
    found = registry(machine, LOGON, "AutoAdminLogon", "DefaultUserName", _PRESENT)
    switch = found.get("AutoAdminLogon", "not set")
    clear = "; a password lies there in clear text" if _PRESENT in found else ""
    evidence = (Evidence(f"AutoAdminLogon {printable(str(switch), 20)}{clear}", LOGON),)
    return AutomaticLogin(screen="Windows", let_in=let_in(machine), evidence=evidence)


READERS: dict[type[Fact], Reader] = {AutomaticLogin: read_automatic_login}
