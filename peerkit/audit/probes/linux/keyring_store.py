"""Where desktop programs keep passwords, and in what form. Only the first bytes of a file are ever looked at.

gnome-keyring writes a keyring without a password in clear text, every secret in it included; with
one the file is encrypted and so locked until its owner logs in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux.accounts import Account, asked_about, concerned
from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine, Missing, Signature
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_privacy import Keyring, KeyringFile, KeyringForm
from peerkit.model.private import PrivateKind, printable, private

_FORMS = {
    "gnome-keyring, encrypted": KeyringForm.ENCRYPTED,
    "gnome-keyring, clear text": KeyringForm.CLEAR,
    "kwallet": KeyringForm.WALLET,
}
# Folders below a home, and how the files end; oo7 keeps its own keyrings in v1.
_PLACES = (
    (".local/share/keyrings", ".keyring"),
    (".local/share/keyrings/v1", ".keyring"),
    (".local/share/kwalletd", ".kwl"),
)
# Python's clear-text keyring (keyrings.alt) is known by its name; it has no signature.
_PYTHON, _PYTHON_FILE = ".local/share/python_keyring", "keyring_pass.cfg"
_BUS, _SECRETS = "org.freedesktop.DBus", "org.freedesktop.secrets"


def read_keyring(machine: Machine) -> Keyring | Unknown:
    """The keyrings of the account asked about, or of all people, and the program that serves them."""
    found: list[KeyringFile] = []
    hidden = 0
    homes = _homes(machine)
    for home in homes:
        try:
            # In a home without a single hidden file nobody has logged in: nothing can be concluded from it.
            if not any(name.startswith(".") for name in machine.folder(home)):
                raise Garbled("the home folder is not in use")
            found += _files(machine, home)
        except CouldNotLook:
            hidden += 1
    if hidden == len(homes):
        return Unknown("The folder in which keyrings are kept could not be looked at.", "Run again with sudo.")
    service = _service(machine)
    seen = "; ".join(f"{private(PrivateKind.PATH, file.path)} {file.form.value}" for file in found)
    source = "first bytes of the files" + (f", served by {printable(service, 40)}" if service else "")
    evidence = (Evidence(seen or "no keyring file", source),)
    return Keyring(files=tuple(found), service=printable(service, 40), hidden=hidden, evidence=evidence)


def _homes(machine: Machine) -> tuple[str, ...]:
    try:
        uid, name, home = machine.whoami()
    except CouldNotLook:
        uid, name, home = 0, "", ""
    if name and uid != 0:
        return (home,)
    entries: tuple[Account, ...] = concerned(machine)
    if not entries:
        raise Missing("there is no account of a person on this machine")
    return tuple(entry.home for entry in entries)


def _files(machine: Machine, home: str) -> Iterator[KeyringFile]:
    for place, ending in _PLACES:
        folder = f"{home}/{place}"
        for name in _names(machine, folder):
            if name.endswith(ending):
                path = f"{folder}/{name}"
                yield KeyringFile(path, _FORMS.get(machine.answer(Signature(path)), KeyringForm.UNRECOGNISED))
    if _PYTHON_FILE in _names(machine, f"{home}/{_PYTHON}"):
        yield KeyringFile(f"{home}/{_PYTHON}/{_PYTHON_FILE}", KeyringForm.CLEAR)


def _names(machine: Machine, folder: str) -> tuple[str, ...]:
    try:
        return machine.folder(folder)
    except Missing:
        return ()


def _service(machine: Machine) -> str:
    """The program that owns the Secret Service on the session bus; empty where none is seen. Nothing is started."""
    if not asked_about(machine):
        return ""
    try:
        owner = machine.call(BusCall("session", _BUS, "/org/freedesktop/DBus", _BUS, "GetNameOwner", "s", (_SECRETS,)))
        if not owner or not re.fullmatch(r":[0-9.]+", str(owner[0])):
            return ""
        asked = BusCall("session", _BUS, "/org/freedesktop/DBus", _BUS, "GetConnectionUnixProcessID", "s", (owner[0],))
        process = machine.call(asked)
        return machine.text(f"/proc/{int(process[0])}/comm").strip() if process else ""
    except (CouldNotLook, ValueError, TypeError):
        return ""


READERS: dict[type[Fact], Reader] = {Keyring: read_keyring}
