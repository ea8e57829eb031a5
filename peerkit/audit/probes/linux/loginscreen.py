"""Which log-in screen (display manager) starts with this machine, and settings files in the form of GKeyFile."""

from __future__ import annotations

from peerkit.audit.probes.machine import Garbled, Machine, Missing, ReadLink

_UNITS = "/etc/systemd/system"
_DEBIAN = "/etc/X11/default-display-manager"
_NAMES = {"gdm3": "gdm"}
# The service of PAM each of them logs people in by.
SERVICES = {"gdm": "gdm-password", "lightdm": "lightdm", "sddm": "sddm", "greetd": "greetd"}


def login_screen(machine: Machine) -> str:
    """Its name as its makers write it in lower case; empty where none starts. Raises ``CouldNotLook``."""
    try:
        unit = str(machine.answer(ReadLink(f"{_UNITS}/display-manager.service")))
    except Missing:
        return _without_unit(machine)
    name = unit.rsplit("/", 1)[-1].removesuffix(".service")
    if not name:
        raise Garbled("the link to the log-in screen names nothing")
    return _NAMES.get(name, name)


def _without_unit(machine: Machine) -> str:
    try:
        name = machine.text(_DEBIAN).strip().rsplit("/", 1)[-1]
    except Missing:
        name = ""
    if name:
        return _NAMES.get(name, name)
    # No link is an answer only where the folder of links can be seen and holds something.
    if not machine.folder(_UNITS):
        raise Garbled(f"{_UNITS} is empty, so the log-in screen in use could not be told")
    return ""


def sections(text: str) -> dict[str, dict[str, str]]:
    """Groups of keys and values. Blanks around ``=`` do not count, nor do lines of comment."""
    found: dict[str, dict[str, str]] = {}
    keys: dict[str, str] = {}
    for line in text.split("\n"):
        bare = line.strip()
        if bare.startswith("#"):
            continue
        if bare.startswith("[") and bare.endswith("]"):
            keys = found.setdefault(bare[1:-1], {})
        elif "=" in bare:
            key, _, value = bare.partition("=")
            keys[key.strip()] = value.strip()
    return found


def merged(machine: Machine, folders: tuple[str, ...], last: str) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    """The sections of all ``*.conf`` of these folders, then of the file ``last``; and the files that were read."""
    found: dict[str, dict[str, str]] = {}
    read = []
    for path in (*_listed(machine, folders), last):
        try:
            text = machine.text(path)
        except Missing:
            continue
        read.append(path)
        for name, keys in sections(text).items():
            found.setdefault(name, {}).update(keys)
    return found, tuple(read)


def _listed(machine: Machine, folders: tuple[str, ...]) -> list[str]:
    paths = []
    for folder in folders:
        try:
            names = machine.folder(folder)
        except Missing:
            continue
        paths += [f"{folder}/{name}" for name in sorted(names) if name.endswith(".conf")]
    return paths
