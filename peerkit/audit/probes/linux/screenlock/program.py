"""Desktops whose lock is a program of its own: whichever of them runs is read."""

from __future__ import annotations

from collections.abc import Callable

from peerkit.audit.probes.linux.screenlock import gsettings, idle, xfce, xscreensaver
from peerkit.audit.probes.linux.screenlock.session import Session, running
from peerkit.audit.probes.machine import Machine
from peerkit.model.facts import ScreenLock, Unknown

_READERS: dict[str, Callable[[Machine, Session], ScreenLock | Unknown]] = {
    "xfce4-screensaver": xfce.xfce4_screensaver,
    "mate-screensaver": gsettings.mate,
    "swayidle": idle.swayidle,
    "hypridle": idle.hypridle,
    "xscreensaver": xscreensaver.xscreensaver,
    "light-locker": gsettings.light_locker,
}


def by_running_program(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """The lock kept by the program that runs; ``Unknown`` when none that PeerKit knows does."""
    found = running(machine, session.uid, tuple(_READERS))
    for program, reader in _READERS.items():
        if program in found:
            return reader(machine, session)
    return Unknown(
        f"None of the programs that PeerKit knows to lock a screen is running ({', '.join(_READERS)}).",
        "If you use no such program at all, the screen never locks by itself: set one up, or ask IT.",
    )
