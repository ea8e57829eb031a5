"""Where passwords come from: files that password programs export, vaults, stores and the system's keyring.

A file is recognised by its content, never by its name, and read once where it lies.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from peerkit.audit.passwords.entry import Collection
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources.opening import Opened, opened, start_of_text
from peerkit.errors import UnreadableFile

# Asks for the password of a vault; the text says which.
Ask = Callable[[str], Secret]
_ARMOR = "-----BEGIN PGP MESSAGE-----"


def read_file(path: Path, ask: Ask, key_file: Path | None = None) -> Collection:
    """The passwords in an export or a KeePass vault. Raises ``UnreadableFile``, and ``NotFound`` for a missing extra.

    ``ask`` is called for the password of a vault that has one, and for nothing else; ``key_file`` opens it, too.
    """
    with opened(path) as file:
        return _read(file, ask, key_file)


def _read(file: Opened, ask: Ask, key_file: Path | None) -> Collection:
    from peerkit.audit.passwords.sources import csv_export, keepass, zips

    if not file.start:
        raise UnreadableFile(f"{file.path} is empty.", "Export it once more.")
    if file.start.startswith(keepass.SIGNATURE):
        return keepass.read(file, ask, key_file)
    if file.start.startswith(zips.SIGNATURE):
        return zips.read(file)
    start = start_of_text(file.start)
    if start.startswith(_ARMOR):
        from peerkit.audit.passwords.sources import proton

        raise proton.encrypted(file.path)
    return _read_json(file) if start.startswith(("{", "[")) else csv_export.read(file)


def _read_json(file: Opened) -> Collection:
    from peerkit.audit.passwords.sources import bitwarden, proton

    document = file.json()
    if proton.is_proton(document):
        return proton.read(document, file.path)
    if bitwarden.is_bitwarden(document):
        return bitwarden.read(document, file.path)
    raise UnreadableFile(
        f"{file.path} is JSON of a program PeerKit does not know.", "It reads JSON of Bitwarden and of Proton Pass."
    )
