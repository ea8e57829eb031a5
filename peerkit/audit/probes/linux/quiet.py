"""Whether the desktop keeps messages from popping up: GNOME's setting, and what Plasma announces on the session bus."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux.screenlock.gsettings import flag, settings
from peerkit.audit.probes.linux.screenlock.session import session_of
from peerkit.audit.probes.machine import BusCall, Garbled, Machine
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.facts_system import Guarding, MalwareGuard
from peerkit.model.private import printable

_SCHEMA = "org.gnome.desktop.notifications"
_SERVER = "org.freedesktop.Notifications"
_INHIBITED = BusCall(
    "session", _SERVER, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties", "Get", "ss",
    (_SERVER, "Inhibited"),
)  # fmt: skip
_LOOK = "Look for Do not disturb in the settings of your desktop, or at the bell or the clock in its bar."


def read_quiet_mode(machine: Machine) -> QuietMode | Unknown:
    """GNOME keeps it as a setting; Plasma tells it to every program that asks. Raises ``CouldNotLook``."""
    session = session_of(machine)
    if isinstance(session, Unknown):
        return Unknown("This belongs to a desktop session, and PeerKit does not run inside one.", session.hint)
    names = {name.lower() for name in session.names}
    if names & {"gnome", "unity"}:
        shown = flag(settings(machine, session, _SCHEMA), "show-banners")
        seen = Evidence(f"show-banners {str(shown).lower()}", f"gsettings {_SCHEMA}")
        return QuietMode(on=not shown, evidence=(seen,))
    if "kde" in names:
        reply = machine.call(_INHIBITED)
        if len(reply) != 1 or not isinstance(reply[0], bool):
            raise Garbled("the desktop does not tell whether messages may pop up", _LOOK)
        seen = Evidence(f"Inhibited {str(reply[0]).lower()}", f"{_SERVER} over D-Bus")
        return QuietMode(on=reply[0], evidence=(seen,))
    desktop = printable(session.desktop, 40)
    return Unknown(f"PeerKit does not know how the desktop {desktop} keeps messages from popping up.", _LOOK)


def read_malware_guard(_machine: Machine) -> MalwareGuard:
    """Linux systems for the desktop come without one: their programs are signed and come from their own stores."""
    seen = Evidence("no such part of a Linux desktop is known", "nothing was asked")
    return MalwareGuard(name="Linux", state=Guarding.NONE, evidence=(seen,))


READERS: dict[type[Fact], Reader] = {MalwareGuard: read_malware_guard, QuietMode: read_quiet_mode}
