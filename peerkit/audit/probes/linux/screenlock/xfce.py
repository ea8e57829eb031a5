"""Xfce's own screen saver: xfconf over D-Bus, else the XML files xfconf writes.

Keys, units (minutes) and defaults from xfce4-screensaver's ``gs-prefs.h``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerkit.audit.probes.linux.screenlock.session import Session
from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Evidence, ScreenLock
from peerkit.model.private import printable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Properties = dict[str, bool | int]
_FOLDER = "xfce4/xfconf/xfce-perchannel-xml"


def xfce4_screensaver(machine: Machine, session: Session) -> ScreenLock:
    """The lock of an Xfce session whose screen saver is xfce4-screensaver."""
    saver, source = _channel(machine, session, "xfce4-screensaver")
    power, _ = _channel(machine, session, "xfce4-power-manager")
    idle = max(1, _number(saver, "/saver/idle-activation/delay", 5))
    delay = max(0, _number(saver, "/lock/saver-activation/delay", 0))
    weakness = _weakness(saver, power)
    after = None if weakness else (idle + delay) * 60
    if not weakness and not _flag(power, "/xfce4-power-manager/lock-screen-suspend-hibernate", default=True):
        weakness = "it does not lock when the laptop sleeps"
    seen = f"idle {idle} min, lock {delay} min later" if after else weakness
    return ScreenLock(
        desktop=printable(session.desktop, 40),
        after=after,
        weakness=weakness,
        evidence=(Evidence(seen, source),),
    )


def _weakness(saver: Properties, power: Properties) -> str:
    if _flag(power, "/xfce4-power-manager/presentation-mode", default=False):
        return "presentation mode is on and keeps the screen awake"
    if not _flag(saver, "/lock/enabled", default=True):
        return "the lock is switched off in the settings"
    if not _flag(saver, "/saver/enabled", default=True) or not _flag(
        saver, "/saver/idle-activation/enabled", default=True
    ):
        return "the screen saver does not start by itself"
    if not _flag(saver, "/lock/saver-activation/enabled", default=True):
        return "the screen saver starts but does not lock"
    return ""


def _channel(machine: Machine, session: Session, channel: str) -> tuple[Properties, str]:
    """The yes-or-no and whole-number properties of a channel, and where they were read. Raises ``CouldNotLook``."""
    name, path = "org.xfce.Xfconf", "/org/xfce/Xfconf"
    try:
        reply = machine.call(BusCall("session", name, path, name, "GetAllProperties", "ss", (channel, "/")))
    except CouldNotLook:
        return _from_files(machine, session, channel), f"{channel}.xml"
    if not reply or not isinstance(reply[0], dict):
        raise Garbled("xfconf gave no list of properties")
    return {str(key): value for key, value in reply[0].items() if isinstance(value, int)}, "xfconf over D-Bus"


def _from_files(machine: Machine, session: Session, channel: str) -> Properties:
    found: Properties = {}
    for folder in ("/etc/xdg", session.config):
        try:
            raw = machine.read(f"{folder}/{_FOLDER}/{channel}.xml")
        except Missing:
            continue
        if folder != session.config and b"locked=" in raw:
            raise Garbled(f"an administrator has locked some of the settings of {channel}")
        found |= _parsed(raw, channel)
    return found


def _parsed(raw: bytes, channel: str) -> Properties:
    from xml.etree import ElementTree

    try:
        # Handed over as text, so that no odd encoding it may declare is heeded.
        text = raw.decode("utf-8")
        if "<!" in text.replace("<!--", ""):
            raise Garbled(f"the settings of {channel} are not as xfconf writes them")
        root = ElementTree.fromstring(text)  # noqa: S314  # no declarations get here, so nothing can be expanded
    except (UnicodeDecodeError, ElementTree.ParseError):
        raise Garbled(f"the settings of {channel} are broken") from None
    found: Properties = {}
    waiting: list[tuple[str, Element]] = [("", root)]
    while waiting:
        path, element = waiting.pop()
        for child in element.findall("property"):
            name, kind, value = f"{path}/{child.get('name')}", child.get("type"), child.get("value", "")
            if kind == "bool":
                found[name] = value.lower() == "true"
            elif kind in ("int", "uint") and value.removeprefix("-").isdecimal() and len(value) < 12:
                found[name] = int(value)
            waiting.append((name, child))
    return found


def _flag(stored: Properties, key: str, *, default: bool) -> bool:
    value = stored.get(key, default)
    if not isinstance(value, bool):
        raise Garbled(f"the setting {key} is neither true nor false")
    return value


def _number(stored: Properties, key: str, default: int) -> int:
    value = stored.get(key, default)
    if isinstance(value, bool):
        raise Garbled(f"the setting {key} is not a number")
    return value
