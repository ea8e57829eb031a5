"""Which hardware address networks get to see where their own profile does not say: the programs' settings."""

from __future__ import annotations

from collections.abc import Iterator

from peerkit.audit.probes.linux.savedwifi.profile import address_word
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing
from peerkit.model.facts_wifi import AddressPolicy

# Later folders replace files of the same name in earlier ones (NetworkManager.conf(5)).
_FOLDERS = ("/usr/lib/NetworkManager/conf.d", "/run/NetworkManager/conf.d", "/etc/NetworkManager/conf.d")
_MAIN = "/etc/NetworkManager/NetworkManager.conf"
_IWD = "/etc/iwd/main.conf"
_IWD_WORDS = {
    "disabled": AddressPolicy.BUILT_IN,
    "once": AddressPolicy.PER_VISIT,
    "network": AddressPolicy.PER_NETWORK,
}


def of_networkmanager(machine: Machine) -> AddressPolicy | None:
    """What ``wifi.cloned-mac-address`` says for all devices; None where it cannot be told.

    Settings that differ, or hold for some devices only, are not weighed here: they are not known.
    """
    words: set[str] = set()
    try:
        for path in _files(machine):
            words |= set(_chosen(machine.text(path)))
    except CouldNotLook:
        return None
    if not words:
        # NetworkManager's own default leaves the address as it is (nm-settings(5), cloned-mac-address).
        return AddressPolicy.BUILT_IN
    return address_word(words.pop()) if len(words) == 1 else None


def _files(machine: Machine) -> list[str]:
    names: dict[str, str] = {}
    for folder in _FOLDERS:
        try:
            names |= {name: f"{folder}/{name}" for name in machine.folder(folder) if name.endswith(".conf")}
        except Missing:
            continue
    try:
        machine.read(_MAIN)
    except Missing:
        return list(names.values())
    return [_MAIN, *names.values()]


def _chosen(text: str) -> Iterator[str]:
    """What each ``[connection...]`` section sets; one for some devices only counts as a word of its own."""
    for section in _sections(text, "connection"):
        word = section.get("wifi.cloned-mac-address", "")
        if word:
            yield f"{word} for some" if "match-device" in section else word


def _sections(text: str, start: str) -> Iterator[dict[str, str]]:
    current: dict[str, str] | None = None
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            if current is not None:
                yield current
            current = {} if line[1:].startswith(start) else None
        elif current is not None and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            current[key.strip()] = value.strip()
    if current is not None:
        yield current


def of_iwd(machine: Machine) -> AddressPolicy | None:
    """iwd's ``AddressRandomization``; it is off by default (iwd.config(5))."""
    try:
        text = machine.text(_IWD)
    except Missing:
        return AddressPolicy.BUILT_IN
    except CouldNotLook:
        return None
    words = [
        section["AddressRandomization"] for section in _sections(text, "General]") if "AddressRandomization" in section
    ]
    return _IWD_WORDS.get(words[-1]) if words else AddressPolicy.BUILT_IN
