"""Proton Pass: JSON, alone or in a ZIP file as ``Proton Pass/data.json``.

The members are those its own program reads and writes (ProtonMail/WebClients, packages/pass/lib, read 2026-11-21):
vaults by id, each with items, each with ``data`` and ``state``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources.csv_export import limited
from peerkit.audit.passwords.sources.opening import as_list, as_mapping, as_text
from peerkit.errors import UnreadableFile

_IN_THE_BIN = 2


def is_proton(document: Any) -> bool:
    """Whether the document is one of Proton Pass."""
    return isinstance(as_mapping(document).get("vaults"), dict)


def encrypted(path: Path) -> UnreadableFile:
    """What is said of an encrypted export."""
    return UnreadableFile(
        f"{path} is an encrypted export of Proton Pass; PeerKit cannot open it.",
        "In Proton Pass choose Settings, Export, without a passphrase (JSON or CSV), and delete it afterwards.",
    )


def read(document: Any, path: Path) -> Collection:
    """Its log-ins, those in the bin left out. Raises ``UnreadableFile`` for an encrypted export."""
    if as_mapping(document).get("encrypted") is True:
        raise encrypted(path)
    return limited("Proton Pass, JSON", tuple(_entries(as_mapping(document["vaults"]))), exported=True)


def _entries(vaults: dict[str, Any]) -> Iterator[Entry]:
    items = (as_mapping(item) for vault in vaults.values() for item in as_list(as_mapping(vault).get("items")))
    for item in items:
        data = as_mapping(item.get("data"))
        if data.get("type") != "login" or item.get("state") == _IN_THE_BIN:
            continue
        content = as_mapping(data.get("content"))
        users = (as_text(content.get(name)) for name in ("itemUsername", "itemEmail", "username"))
        yield Entry(
            secret=Secret(as_text(content.get("password"))),
            title=as_text(as_mapping(data.get("metadata")).get("name")),
            site=next(filter(None, map(as_text, as_list(content.get("urls")))), ""),
            user=next(filter(None, users), ""),
            second_factor=True if as_text(content.get("totpUri")) else None,
        )
