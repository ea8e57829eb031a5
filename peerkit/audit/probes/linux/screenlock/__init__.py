"""When the screen locks by itself: the desktop in use decides which module of this package reads it.

The settings belong to the account at the screen, so they are read as that account only.
"""

from __future__ import annotations

from collections.abc import Callable

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux.screenlock import gsettings, kde
from peerkit.audit.probes.linux.screenlock.program import by_running_program
from peerkit.audit.probes.linux.screenlock.session import Session, session_of
from peerkit.audit.probes.machine import Machine
from peerkit.model.facts import Fact, ScreenLock, Unknown
from peerkit.model.private import printable

# Names as they stand in XDG_CURRENT_DESKTOP, in lower case.
_DESKTOPS: dict[str, Callable[[Machine, Session], ScreenLock | Unknown]] = {
    "gnome": gsettings.gnome,
    "unity": gsettings.gnome,
    "budgie": gsettings.budgie,
    "x-cinnamon": gsettings.cinnamon,
    "cinnamon": gsettings.cinnamon,
    "kde": kde.kde,
    # On these the lock is the work of a program of its own, and people swap it: what runs decides.
    **dict.fromkeys(
        ("mate", "xfce", "lxqt", "lxde", "sway", "hyprland", "river", "niri", "labwc", "wayfire", "i3", "openbox"),
        by_running_program,
    ),
}


def read_screen_lock(machine: Machine) -> ScreenLock | Unknown:
    """The lock of the desktop in use; ``Unknown`` as root, without a desktop, or on one PeerKit cannot read."""
    session = session_of(machine)
    if isinstance(session, Unknown):
        return session
    for name in session.names:
        reader = _DESKTOPS.get(name.lower())
        if reader is not None:
            return reader(machine, session)
    return Unknown(f"PeerKit does not know how the desktop {printable(session.desktop, 40)} locks the screen.")


READERS: dict[type[Fact], Reader] = {ScreenLock: read_screen_lock}
