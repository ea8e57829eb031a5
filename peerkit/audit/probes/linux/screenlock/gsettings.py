"""Desktops that keep their lock in GSettings: GNOME and its kin, Budgie, Cinnamon, MATE; and light-locker.

Units differ under the same key names: GNOME and Cinnamon count seconds, MATE minutes. Defaults and
what an administrator has locked are worked out by ``gsettings`` itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peerkit.audit.probes.linux.screenlock.session import Session, exists
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Evidence, ScreenLock, Unknown
from peerkit.model.private import printable

_NUMBER = re.compile(r"(?:u?int(?:16|32|64) )?(-?[0-9]{1,20})")
_PROFILE = "dconf/profile/user"
_MODULE = "gio/modules/libdconfsettings.so"


@dataclass(frozen=True)
class Keys:
    """Where a desktop keeps its lock. ``heeds_activation``: whether it looks at ``idle-activation-enabled``."""

    session: str
    folder: str
    seconds: int = 1
    heeds_activation: bool = False


def gnome(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """GNOME and Unity, in seconds. GNOME's schema calls ``idle-activation-enabled`` deprecated and ignored."""
    return _lock(machine, session, Keys("org.gnome.desktop.session", "org.gnome.desktop"))


def budgie(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """Budgie: GNOME's keys, but its own screen saver, which heeds ``idle-activation-enabled`` (gs-prefs.c)."""
    return _lock(machine, session, Keys("org.gnome.desktop.session", "org.gnome.desktop", heeds_activation=True))


def cinnamon(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """Cinnamon, in seconds; its screen saver never asks for ``idle-activation-enabled`` (manager.py)."""
    return _lock(machine, session, Keys("org.cinnamon.desktop.session", "org.cinnamon.desktop"))


def mate(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """MATE, in minutes."""
    return _lock(machine, session, Keys("org.mate.session", "org.mate", seconds=60, heeds_activation=True))


def light_locker(machine: Machine, session: Session) -> ScreenLock | Unknown:
    """light-locker locks a while after X blanks the screen, and when that is only X knows."""
    stored = settings(machine, session, "apps.light-locker")
    wait = _number(stored, "lock-after-screensaver")
    if wait <= 0:
        seen = Evidence("lock-after-screensaver 0", "gsettings apps.light-locker")
        weakness = "light-locker is set not to lock when the screen saver starts"
        return ScreenLock(desktop=printable(session.desktop, 40), after=None, weakness=weakness, evidence=(seen,))
    return Unknown(
        "light-locker locks the screen after it goes dark, and PeerKit cannot see when that is.",
        "Run `xset q` in a terminal window: the timeout under Screen Saver is the wait in seconds.",
    )


def _lock(machine: Machine, session: Session, keys: Keys) -> ScreenLock | Unknown:
    waiting = settings(machine, session, keys.session)
    saver = settings(machine, session, f"{keys.folder}.screensaver")
    barred = flag(settings(machine, session, f"{keys.folder}.lockdown"), "disable-lock-screen")
    idle, delay = _number(waiting, "idle-delay"), max(0, _number(saver, "lock-delay"))
    enabled = flag(saver, "lock-enabled")
    active = not keys.heeds_activation or flag(saver, "idle-activation-enabled")
    weakness = _weakness(barred, enabled, active, idle)
    seen = f"idle-delay {idle}, lock-delay {delay}, lock-enabled {str(enabled).lower()}"
    return ScreenLock(
        desktop=printable(session.desktop, 40),
        after=None if weakness else (idle + delay) * keys.seconds,
        weakness=weakness,
        evidence=(Evidence(seen, f"gsettings {keys.folder}"),),
    )


def _weakness(barred: bool, enabled: bool, active: bool, idle: int) -> str:
    if barred:
        return "the lock screen is switched off for this computer"
    if not enabled:
        return "the automatic lock is switched off in the settings"
    if idle <= 0:
        return "the screen is set never to go dark"
    return "" if active else "the screen saver is set not to start by itself"


def settings(machine: Machine, session: Session, schema: str) -> dict[str, str]:
    """Key and value of every setting of a schema. Raises ``CouldNotLook`` where they may not be the real ones."""
    _beware_silent_defaults(machine, session)
    output = machine.run("gsettings", "list-recursively", schema)
    if output.exit != 0:
        raise Missing(f"the settings {schema} are not installed")
    rows = (line.split(" ", 2) for line in output.stdout.splitlines())
    return {row[1]: row[2] for row in rows if len(row) == 3 and row[0] == schema}


def _beware_silent_defaults(machine: Machine, session: Session) -> None:
    """Without its dconf module ``gsettings`` prints the defaults as if they were the settings, and exits with 0."""
    for variable in ("DCONF_PROFILE", "GSETTINGS_BACKEND"):
        if machine.environ(variable):
            raise Garbled(f"the settings are kept in a place of their own ({variable} is set)")
    shared = (machine.environ("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    profiles = (f"{folder}/{_PROFILE}" for folder in ("/etc", *shared))
    if not any(exists(machine, path) for path in (f"{session.config}/dconf/user", *profiles)):
        return
    if not any(exists(machine, f"{folder}/{_MODULE}") for folder in _library_folders(machine)):
        raise CouldNotLook(
            "settings are saved with dconf, but the module that reads them (libdconfsettings.so) was not found",
            "Install the package dconf-gsettings-backend (Debian, Ubuntu) or dconf (Fedora, Arch).",
        )


def _library_folders(machine: Machine) -> tuple[str, ...]:
    try:
        triplets = tuple(f"/usr/lib/{name}" for name in machine.folder("/usr/lib") if "-linux-" in name)
    except Missing:
        triplets = ()
    return (*triplets, "/usr/lib64", "/usr/lib")


def flag(stored: dict[str, str], key: str) -> bool:
    """A setting that is on or off. Raises ``CouldNotLook`` where it is not there or neither."""
    value = _value(stored, key)
    if value not in ("true", "false"):
        raise Garbled(f"the setting {key} is neither true nor false")
    return value == "true"


def _number(stored: dict[str, str], key: str) -> int:
    match = _NUMBER.fullmatch(_value(stored, key))
    if match is None:
        raise Garbled(f"the setting {key} is not a number")
    return int(match[1])


def _value(stored: dict[str, str], key: str) -> str:
    if key not in stored:
        raise Missing(f"the setting {key} is not there")
    return stored[key]
