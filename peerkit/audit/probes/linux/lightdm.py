"""LightDM's settings for a seat: from ``lightdm --show-config``, which everyone may ask, else from its files."""

from __future__ import annotations

import re

from peerkit.audit.probes.linux.loginscreen import merged, sections
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing

_SHARED = ("/usr/share/lightdm", "/usr/local/share/lightdm", "/etc/xdg/lightdm", "/etc/lightdm")
# Each line is marked with the letter of the file it comes from.
_LINE = re.compile(r"(?:[A-Z]+|\s)\s+(.*)")
_PROGRAMS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
# What LightDM's main() sets where no file does.
_SCRIPT = "guest-account"


def settings(machine: Machine) -> tuple[dict[str, dict[str, str]], str]:
    """Sections, with those of every seat and the old ``SeatDefaults`` as one named ``Seat``; and the source."""
    try:
        output = machine.run("lightdm", "--show-config")
    except CouldNotLook:
        output = None
    if output is not None and output.exit == 0 and "[" in output.stdout + output.stderr:
        return _one_seat(shown(output.stdout + output.stderr)), "lightdm --show-config"
    found, read = merged(machine, tuple(f"{folder}/lightdm.conf.d" for folder in _SHARED), "/etc/lightdm/lightdm.conf")
    if not read:
        raise Missing("neither LightDM nor its settings could be asked")
    return _one_seat(found), ", ".join(read)


def shown(text: str) -> dict[str, dict[str, str]]:
    """The sections that ``lightdm --show-config`` prints."""
    body = text.partition("\nSources:")[0]
    lines = (match[1] for match in map(_LINE.fullmatch, body.split("\n")) if match)
    return sections("\n".join(lines))


def _one_seat(found: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    seat: dict[str, str] = {}
    for name, keys in found.items():
        if name == "SeatDefaults" or name.startswith("Seat:"):
            seat |= keys
    return {**found, "Seat": seat}


def on(value: str) -> bool:
    """Whether LightDM takes this for yes; it takes anything else for no."""
    return value == "true"


def guest_script_there(machine: Machine, found: dict[str, dict[str, str]]) -> bool:
    """Whether the program is there without which LightDM offers no guest session (guest-account.c)."""
    script = found.get("LightDM", {}).get("guest-account-script", _SCRIPT)
    folder, _, name = script.rpartition("/")
    looked = False
    for place in (folder,) if folder else _PROGRAMS:
        try:
            names = machine.folder(place)
        except Missing:
            continue
        looked = looked or bool(names)
        if name in names:
            return True
    if not looked and not folder:
        raise Missing("the folders of programs could not be seen")
    return False
