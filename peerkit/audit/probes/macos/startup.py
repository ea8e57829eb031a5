"""How strictly the Mac checks what it starts, from ``system_profiler SPiBridgeDataType``: any account may ask.

The level is told in the display's language. A few are known; what any other says is not guessed. "Reduced"
and "Medium" still start nothing but what Apple or the Mac's owner signed (Apple Platform Security, "Startup Disk
security policy control"); a Mac without Apple's chip or the T2 has no such check. ``bputil`` wants root.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.macos import profiler
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import SecureBoot, SecureBootState
from peerkit.model.private import printable

_KIND = "SPiBridgeDataType"
_LEVELS = {
    "Full Security": SecureBootState.ON,
    "Reduced Security": SecureBootState.ON,
    "Medium Security": SecureBootState.ON,
    "Permissive Security": SecureBootState.OFF,
    "No Security": SecureBootState.OFF,
    # Full Security in German, French and Japanese, and Medium in French, as others found them in macOS's own tables.
    "Volle Sicherheit": SecureBootState.ON,
    "Sécurité maximale": SecureBootState.ON,
    "完全なセキュリティ": SecureBootState.ON,
    "Sécurité normale": SecureBootState.ON,
}
_LOOK = "Open System Information, then Controller, and look at Secure Boot."


def read_secure_boot(machine: Machine) -> SecureBoot | Unknown:
    """The level the Mac was started with. Raises ``CouldNotLook``."""
    for entry in profiler.report(machine, _KIND):
        level = profiler.text(entry, "ibridge_secure_boot")
        if level in _LEVELS:
            seen = Evidence(level, f"system_profiler {_KIND}")
            return SecureBoot(state=_LEVELS[level], evidence=(seen,))
        if level:
            return Unknown(f"The Mac tells its level of secure start in words PeerKit does not know: "
                           f"{printable(level, 60)}.", _LOOK)  # fmt: skip
    return Unknown("This Mac does not tell how it checks what it starts; older ones cannot.", _LOOK)


READERS: dict[type[Fact], Reader] = {SecureBoot: read_secure_boot}
