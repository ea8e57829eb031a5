"""Wi-Fi passphrases kept for a moment, so that stored passwords can be compared with them inside this room.

The probes read Wi-Fi files through this room and get grades, never passphrases. While somebody is ``keeping``, what
passes through ``wifi_files.marks.mark`` is also kept here, and goes to the judgement and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from peerkit.audit.passwords.entry import Collection, Entry, wipe_all
from peerkit.audit.passwords.secret import Secret
from peerkit.model.facts_passwords import Purpose

_RAW_KEY = re.compile(r"[0-9A-Fa-f]{64}")


class Kept:
    """What was kept, one entry for each network and passphrase, however many files hold it."""

    def __init__(self) -> None:
        self._entries: dict[bytes, list[Entry]] = {}

    def add(self, passphrase: str, ssid: bytes) -> None:
        """Keep a passphrase; a ready-made key is no password."""
        if _RAW_KEY.fullmatch(passphrase) or not passphrase:
            return
        there = self._entries.setdefault(ssid, [])
        if not any(entry.secret.reveal() == passphrase for entry in there):
            name = ssid.decode("utf-8", "surrogateescape")
            there.append(Entry(secret=Secret(passphrase), title=name, purpose=Purpose.WIFI))

    def collection(self) -> Collection:
        """All that was kept."""
        entries = tuple(entry for several in self._entries.values() for entry in several)
        return Collection(kind="saved Wi-Fi networks", entries=entries)

    def wipe(self) -> None:
        """Wipe every passphrase; the collections made of it lose theirs, too."""
        for several in self._entries.values():
            wipe_all(several)
        self._entries.clear()


_now: Kept | None = None


@contextmanager
def keeping() -> Iterator[Kept]:
    """Keep every passphrase read meanwhile, in any thread; it is wiped at the end."""
    global _now  # noqa: PLW0603  # readers run in threads of their own, which a context variable would not reach
    _now = kept = Kept()
    try:
        yield kept
    finally:
        _now = None
        kept.wipe()


def passing_through(passphrase: str, ssid: bytes) -> None:
    """Keep the passphrase where somebody is keeping; else nothing."""
    if _now is not None:
        _now.add(passphrase, ssid)
