"""Which keyring programs get on this machine: asked of the room that holds secrets; no password is asked for."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.systemcalls import KEYRING_BACKEND
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_passwords import BackendKind, KeyringSafety
from peerkit.model.private import printable


def read_keyring_safety(machine: Machine) -> KeyringSafety:
    """The back-end in use. Raises ``CouldNotLook``."""
    told = machine.native(KEYRING_BACKEND)
    kind = BackendKind.__members__.get(str(told.get("kind"))) if isinstance(told, dict) else None
    if kind is None:
        raise Garbled("the answer about the keyring could not be understood")
    name = printable(str(told.get("name", "")), 80)
    return KeyringSafety(name=name, kind=kind, evidence=(Evidence(name, "the library keyring"),))


READERS: dict[type[Fact], Reader] = {KeyringSafety: read_keyring_safety}
