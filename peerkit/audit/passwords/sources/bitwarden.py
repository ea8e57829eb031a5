"""Bitwarden's JSON export, for a person or an organisation.

Its members are documented in bitwarden.com/help/condition-bitwarden-import (read 2026-11-21); an encrypted
export has ``"encrypted": true`` (bitwarden.com/help/encrypted-export).
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

_LOGIN = 1


def is_bitwarden(document: Any) -> bool:
    """Whether the document is one of Bitwarden's."""
    there = as_mapping(document)
    return isinstance(there.get("encrypted"), bool) and ("vaults" not in there)


def read(document: Any, path: Path) -> Collection:
    """Its log-ins. Raises ``UnreadableFile`` for an encrypted export."""
    if document["encrypted"]:
        raise UnreadableFile(
            f"{path} is an encrypted export of Bitwarden; PeerKit cannot open it.",
            "In Bitwarden choose Tools, Export vault, file format .json (not encrypted), and delete it afterwards.",
        )
    return limited("Bitwarden, JSON", tuple(_entries(as_list(document.get("items")))), exported=True)


def _entries(items: list[Any]) -> Iterator[Entry]:
    for item in map(as_mapping, items):
        login = as_mapping(item.get("login"))
        if item.get("type") != _LOGIN and not login:
            continue
        addresses = [as_text(as_mapping(uri).get("uri")) for uri in as_list(login.get("uris"))]
        yield Entry(
            secret=Secret(as_text(login.get("password"))),
            title=as_text(item.get("name")),
            site=next(filter(None, addresses), ""),
            user=as_text(login.get("username")),
            second_factor=True if as_text(login.get("totp")) else None,
        )
