"""KDE Plasma: ``kscreenlockerrc``, the account's own over the system's.

Keys, units and defaults from kscreenlocker's ``kscreenlockersettings.kcfg``: ``Timeout`` counts
minutes, ``LockGrace`` seconds; how they act together from its ``ksldapp.cpp``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerkit.audit.probes.linux.screenlock.session import Session
from peerkit.audit.probes.machine import Garbled, Machine, Missing
from peerkit.model.facts import Evidence, ScreenLock
from peerkit.model.private import printable

_FILE = "kscreenlockerrc"
_GROUP = "Daemon"
# A key, its language in brackets, and its options: i for locked, e for shell words, d for deleted.
_NAME = re.compile(r"([^\[\]]*)(\[[^\[\]$]*\])?((?:\[\$[a-z]*\])*)")
_NOT_TRUE = ("false", "no", "off", "0")


def kde(machine: Machine, session: Session) -> ScreenLock:
    """The lock of a Plasma session; a key that stands nowhere has its default."""
    stored, sources = _merged(machine, session)
    minutes = _number(stored, "Timeout", 5.0)
    grace = int(_number(stored, "LockGrace", 5.0))
    weakness = _weakness(stored, minutes, grace)
    after = None if weakness else round(minutes * 60) + grace
    if not weakness and not _flag(stored, "LockOnResume", default=True):
        weakness = "it does not lock when the laptop sleeps"
    seen = ", ".join(f"{key} {printable(value, 20)}" for key, value in sorted(stored.items())) or "all defaults"
    return ScreenLock(
        desktop=printable(session.desktop, 40),
        after=after,
        weakness=weakness,
        evidence=(Evidence(seen, " and ".join(sources) or f"no {_FILE}"),),
    )


def _weakness(stored: dict[str, str], minutes: float, grace: int) -> str:
    if not _flag(stored, "Autolock", default=True):
        return "the automatic lock is switched off in the settings"
    if minutes <= 0:
        return "the wait before locking is set to none"
    if not _flag(stored, "RequirePassword", default=True) or not _flag(stored, "Lock", default=True) or grace < 0:
        return "no password is asked for to unlock it"
    return ""


def _merged(machine: Machine, session: Session) -> tuple[dict[str, str], list[str]]:
    """The keys of the group ``Daemon``, and the files they stand in. Raises ``CouldNotLook``."""
    system = (machine.environ("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")
    stored: dict[str, str] = {}
    immutable: set[str] = set()
    sources = []
    for folder, shown in [*((path, path) for path in reversed(system) if path), (session.config, "~/.config")]:
        try:
            text = machine.text(f"{folder}/{_FILE}")
        except Missing:
            continue
        sources.append(f"{shown}/{_FILE}")
        locked = set(immutable)
        for key, value, options in _entries(text):
            if "*" in locked or key in locked:
                continue
            if "i" in options:
                immutable.add(key or "*")
            if "d" in options:
                stored.pop(key, None)
            elif key:
                stored[key] = _plain(key, value, options)
    return stored, sources


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Key, value and options of each line of the group; a locked group or file gives an entry without a key."""
    group = ""
    for line in (raw.strip() for raw in text.splitlines()):
        if line.startswith("["):
            names = re.findall(r"\[([^\[\]]*)\]", line)
            locked = bool(names) and names[-1] == "$i"
            group = "][".join(names[:-1] if locked else names)
            if locked and group in ("", _GROUP):
                yield "", "", "i"
        elif group == _GROUP and "=" in line and not line.startswith("#"):
            head, _, value = line.partition("=")
            match = _NAME.fullmatch(head.strip())
            if match and not match[2]:
                yield match[1].strip(), value.strip(), match[3]


def _plain(key: str, value: str, options: str) -> str:
    if "e" in options and "$" in value:
        raise Garbled(f"the setting {printable(key, 40)} is worked out by a shell")
    return value


def _flag(stored: dict[str, str], key: str, *, default: bool) -> bool:
    return stored[key].lower() not in _NOT_TRUE if key in stored else default


def _number(stored: dict[str, str], key: str, default: float) -> float:
    value = stored.get(key)
    if value is None:
        return default
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        raise Garbled(f"the setting {key} in {_FILE} is not a number")
    return float(value)
