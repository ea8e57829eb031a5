"""Exports in ZIP files: 1Password's 1PUX, Proton Pass, Bitwarden with attachments. Only one member is ever unpacked."""

from __future__ import annotations

import os
from typing import BinaryIO

from peerkit.audit.passwords.entry import Collection
from peerkit.audit.passwords.sources import bitwarden, onepassword, proton
from peerkit.audit.passwords.sources.opening import LARGEST_JSON, Opened, json_of
from peerkit.errors import UnreadableFile

SIGNATURE = b"PK\x03\x04"
# The end of a ZIP file (APPNOTE.TXT 4.3.16): a signature, and 12 bytes on the length of the list of members.
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_FARTHEST_END = 65536 + 22
_LONGEST_LIST = 8 * 1024 * 1024
_MEMBERS = ("export.data", "Proton Pass/data.json", "data.json")
_ENCRYPTED_MEMBER = "Proton Pass/data.pgp"


def read(file: Opened) -> Collection:
    """The passwords in the one member that holds them. Raises ``UnreadableFile``."""
    import zipfile
    import zlib

    _refuse_long_list(file)
    try:
        with zipfile.ZipFile(file.binary) as archive:
            names = set(archive.namelist())
            if _ENCRYPTED_MEMBER in names:
                raise proton.encrypted(file.path)
            member = next((name for name in _MEMBERS if name in names), None)
            if member is None:
                raise UnreadableFile(
                    f"{file.path} is a ZIP file, but no export that PeerKit knows.",
                    "It reads 1PUX of 1Password, and the ZIP files of Proton Pass and Bitwarden.",
                )
            if archive.getinfo(member).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                # No vendor packs in other ways, and those unpack everything at once, however little is asked for.
                raise UnreadableFile(f"{file.path} is a ZIP file packed in an unusual way.", "Export it once more.")
            with archive.open(member) as content:
                # What the list says of its size may be a lie: it is unpacked only so far.
                raw = content.read(LARGEST_JSON + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError):
        raise UnreadableFile(
            f"{file.path} is a ZIP file that is damaged or locked.", "Export it once more, without a password."
        ) from None
    return _read_member(member, raw, file)


def _read_member(member: str, raw: bytes, file: Opened) -> Collection:
    document = json_of(raw, file.path)
    if member == "export.data":
        return onepassword.read(document)
    if proton.is_proton(document):
        return proton.read(document, file.path)
    if bitwarden.is_bitwarden(document):
        return bitwarden.read(document, file.path)
    raise UnreadableFile(f"{file.path} holds JSON of a program PeerKit does not know.", "Export as CSV instead.")


def _refuse_long_list(file: Opened) -> None:
    """A list of millions of members would fill the memory before one is looked at."""
    tail = _tail(file.binary, file.size)
    end = tail.rfind(_END)
    length = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if length > _LONGEST_LIST or (end >= 0 and _END_64 in tail[:end]):
        raise UnreadableFile(f"{file.path} is a ZIP file with too many members.", "Export without attachments.")


def _tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, size - _FARTHEST_END), os.SEEK_SET)
    tail = file.read()
    file.seek(0)
    return tail
