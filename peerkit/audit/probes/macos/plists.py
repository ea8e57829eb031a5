"""Property lists, in which macOS keeps its settings, as XML or in Apple's binary form: plist(5)."""

from __future__ import annotations

from typing import Any

from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing

_LOCAL, _MANAGED = "/Library/Preferences", "/Library/Managed Preferences"


def parse(raw: bytes, name: str) -> dict[str, Any]:
    """The dictionary that a property list is. Raises ``Garbled``, which quotes nothing of it."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        told = plistlib.loads(raw)
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, ArithmeticError, LookupError,
            AttributeError, RecursionError, MemoryError):  # fmt: skip
        # What plistlib raises on damaged files, tried out by changing bytes of sound ones.
        raise Garbled(f"{name} is not a property list that can be read") from None
    if not isinstance(told, dict):
        raise Garbled(f"{name} is a property list, but not one of settings")
    return told


def read(machine: Machine, path: str) -> dict[str, Any]:
    """The settings in a file. Raises ``CouldNotLook``."""
    return parse(machine.read(path), path)


def managed(machine: Machine, domain: str) -> dict[str, Any]:
    """What an organisation sets by a profile; empty where it sets nothing or that cannot be read."""
    try:
        return read(machine, f"{_MANAGED}/{domain}.plist")
    except CouldNotLook:
        return {}


def preferences(machine: Machine, domain: str) -> tuple[dict[str, Any], str]:
    """The settings of the whole Mac, an organisation's on top, and where they were read. Raises ``CouldNotLook``."""
    path = f"{_LOCAL}/{domain}.plist"
    by_profile = managed(machine, domain)
    try:
        local = read(machine, path)
    except Missing:
        if not by_profile:
            raise
        local = {}
    return local | by_profile, path + (f", {_MANAGED}" if by_profile else "")


def switch(value: object, default: bool) -> bool:
    """A setting that is on or off; macOS writes it as a boolean, a number or text. Raises ``Garbled``."""
    if value is None:
        return default
    if isinstance(value, bool | int):
        return bool(value)
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    raise Garbled("a setting that should be on or off is neither")
