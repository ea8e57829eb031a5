"""XScreenSaver: ``~/.xscreensaver``, which its settings window writes whole, one ``name: value`` a line."""

from __future__ import annotations

import re

from peerkit.audit.probes.linux.screenlock.session import Session
from peerkit.audit.probes.machine import Garbled, Machine, Missing
from peerkit.model.facts import Evidence, ScreenLock
from peerkit.model.private import printable

_SOURCE = "~/.xscreensaver"


def xscreensaver(machine: Machine, session: Session) -> ScreenLock:
    """The lock of an account whose screen saver is XScreenSaver. Raises ``CouldNotLook`` without its file:
    the defaults differ from one system to the next.
    """
    text = machine.text(f"{session.home}/.xscreensaver")
    wait, grace = _seconds(text, "timeout"), _seconds(text, "lockTimeout")
    lock, mode = _value(text, "lock").lower(), _value(text, "mode").lower()
    weakness = ""
    if lock not in ("true", "on", "yes"):
        weakness = "locking is switched off in its settings"
    elif mode == "off" or wait <= 0:
        weakness = "the screen saver does not start by itself"
    seen = f"timeout {wait} s, lockTimeout {grace} s, lock {printable(lock, 10)}, mode {printable(mode, 10)}"
    return ScreenLock(
        desktop=printable(session.desktop, 40),
        after=None if weakness else wait + grace,
        weakness=weakness,
        evidence=(Evidence(seen, _SOURCE),),
    )


def _value(text: str, name: str) -> str:
    match = re.search(rf"^{name}:[ \t]*(\S*)[ \t]*$", text, re.MULTILINE)
    if match is None:
        raise Missing(f"{_SOURCE} does not say {name}")
    return match[1]


def _seconds(text: str, name: str) -> int:
    match = re.fullmatch(r"([0-9]{1,4}):([0-9]{1,2}):([0-9]{1,2})", _value(text, name))
    if match is None:
        raise Garbled(f"{name} in {_SOURCE} is not a time")
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])
