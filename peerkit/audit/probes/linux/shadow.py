"""How the passwords of this machine's accounts are kept. Hashes stay behind the machine: only their schemes arrive."""

from __future__ import annotations

import contextlib
from collections import Counter

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux.accounts import ELSEWHERE, PASSWD
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, ReadWithoutSecrets, Refused
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_accounts import Scheme, StoredPassword, StoredPasswords

SHADOW = ReadWithoutSecrets("/etc/shadow", "shadow")


def stored(machine: Machine) -> tuple[StoredPassword, ...]:
    """What shadow(5) says of each account. Raises ``CouldNotLook``."""
    listed = machine.answer(SHADOW)
    if not isinstance(listed, list) or not listed:
        raise Garbled("/etc/shadow lists no account")
    return tuple(StoredPassword(one["account"], Scheme(one["scheme"]), one["locked"] == "yes") for one in listed)


def in_the_open(machine: Machine) -> tuple[StoredPassword, ...]:
    """What passwd(5) itself holds of passwords, as it did before shadow(5). Raises ``CouldNotLook``."""
    listed = machine.answer(PASSWD)
    if not isinstance(listed, list) or not listed:
        raise Garbled("/etc/passwd lists no account")
    return tuple(
        StoredPassword(one["account"], Scheme(one["password"])) for one in listed if one["password"] != ELSEWHERE
    )


def read_stored_passwords(machine: Machine) -> StoredPasswords | Unknown:
    """Every account's scheme. Only root, and who is in the group shadow, may read it."""
    try:
        found = stored(machine)
    except Refused:
        return Unknown("Only the administrator may see how passwords are kept.", "Run again with sudo.")
    with contextlib.suppress(CouldNotLook):
        found += in_the_open(machine)
    counts = Counter(one.scheme.value for one in found)
    seen = ", ".join(f"{count} {scheme}" for scheme, count in sorted(counts.items()))
    return StoredPasswords(passwords=found, evidence=(Evidence(seen, "/etc/shadow"),))


READERS: dict[type[Fact], Reader] = {StoredPasswords: read_stored_passwords}
