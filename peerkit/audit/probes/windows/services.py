"""Windows' services: whether one runs and how it starts.

Numbers are those of .NET's ServiceControllerStatus (4 runs, 1 stopped) and ServiceStartMode (2 by itself, 3 by hand,
4 disabled).
"""

from __future__ import annotations

from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.audit.probes.windows.asking import Told, listed

_RUNNING, _STARTING, DISABLED = 4, 2, 4
BY_ITSELF = 2
# Those the one call of PowerShell asks for.
ASKED = ("MpsSvc", "TermService", "UsoSvc", "icssvc", "sshd", "wuauserv")


def state(machine: Machine, name: str) -> Told | None:
    """Its ``status`` and ``start``; None where there is no such service. Raises ``CouldNotLook``."""
    return next((one for one in listed(machine, "services") if one.text("name").lower() == name.lower()), None)


def runs(one: Told) -> bool:
    """Whether it runs or is about to."""
    return one.number("status") in (_RUNNING, _STARTING)


def service(machine: Machine, name: str) -> bool | None:
    """Whether it runs; None where that is not known."""
    try:
        found = state(machine, name)
    except CouldNotLook:
        return None
    return None if found is None else runs(found)
