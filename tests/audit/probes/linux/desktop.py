"""Replies of a machine on which a desktop runs, for the tests of the screen lock."""

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.screenlock import READERS
from peerkit.audit.probes.machine import Environ, Output, RunCommand
from peerkit.model.facts import ScreenLock, Unknown
from tests.fake_machine import FakeMachine

# As the kernel keeps them: 15 letters at most.
_NAMES = ("xfce4-screensav", "mate-screensave", "swayidle", "hypridle", "xscreensaver", "light-locker")


def read(replies) -> ScreenLock | Unknown:
    """The fact read on a machine with these replies."""
    return type("LockProbe", (Probe,), {"readers": READERS})(FakeMachine(replies)).get(ScreenLock)


def desktop(name):
    """A session of that desktop."""
    return {Environ("XDG_CURRENT_DESKTOP"): name}


def pgrep(*running, among=_NAMES):
    """The list of lockers that run, each with the process number 700 and up."""
    lines = "".join(f"{700 + number} {name[:15]}\n" for number, name in enumerate(running))
    return {RunCommand(("pgrep", "-u", "1000", "-l", "-x", "|".join(among))): Output(0 if running else 1, lines)}
