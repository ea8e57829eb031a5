"""KeePass vaults (KDBX 3 and 4), opened by pykeepass, which the extra ``peerkit[kdbx]`` brings.

The vault's own password is judged with the rest. Entries in the bin are left out.
Signatures: keepass.info/help/kb/kdbx.html (read 2026-11-21).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources.csv_export import limited
from peerkit.audit.passwords.sources.keepass_key import quick_key
from peerkit.audit.passwords.sources.opening import Opened, opened
from peerkit.errors import NotFound, PeerkitError, UnreadableFile
from peerkit.model.facts_passwords import Purpose

if TYPE_CHECKING:
    from peerkit.audit.passwords.sources import Ask

SIGNATURE = b"\x03\xd9\xa2\x9a"
_KDBX = b"\x67\xfb\x4b\xb5"
# A key file is a few lines; any file may serve as one, and is hashed.
_LARGEST_KEY = 32 * 1024 * 1024
_EXPORT = "Or export it: in KeePassXC choose Database, Export, CSV file, and delete that file afterwards."


def read(file: Opened, ask: Ask, key_file: Path | None = None) -> Collection:
    """The vault's passwords and its own, which it may lack beside a key file.

    Raises ``UnreadableFile``, or ``NotFound`` without the extra.
    """
    if file.start[4:8] != _KDBX:
        raise UnreadableFile(
            f"{file.path} is a vault of KeePass 1.", "Open it in KeePassXC, save it anew as KDBX, and try again."
        )
    try:
        import pykeepass
    except ImportError:
        raise NotFound(
            f"{file.path} is a KeePass vault. To open it PeerKit needs one more part.",
            f"Install it with: pip install 'peerkit[kdbx]'. {_EXPORT}",
        ) from None
    master = ask(f"Password of the vault {file.path.name}")
    vault = _opened(pykeepass, file, master, key_file)
    entries = (*_entries(vault), Entry(secret=master, title=file.path.name, purpose=Purpose.VAULT))
    return limited("KeePass, KDBX", entries, exported=False)


def _opened(pykeepass: Any, file: Opened, master: Secret, key_file: Path | None) -> Any:
    """The open vault. Nothing of the library's own words comes through: they may quote what it read."""
    try:
        # With a key at hand, whatever it is, the library only reads the header here.
        shut = pykeepass.PyKeePass(file.binary, transformed_key=bytes(32), decrypt=False)
        composite, key_bytes = _composite_key(master, key_file)
        key = quick_key(shut.kdbx.header.value.dynamic_header, composite)
        file.binary.seek(0)
        if key is None:
            password = None if key_bytes and not master else master.reveal()
            return pykeepass.PyKeePass(file.binary, password=password, keyfile=key_bytes)
        return pykeepass.PyKeePass(file.binary, transformed_key=key)
    except UnreadableFile as error:
        failed: PeerkitError = error
    except pykeepass.exceptions.CredentialsError:
        failed = UnreadableFile(
            f"{file.path} did not open with that password{' and key file' if key_file else ''}.",
            f"Type it again. {'' if key_file else 'Does it need a key file, too? Give it with --key-file. '}{_EXPORT}",
        )
    except KeyboardInterrupt:
        raise
    except Exception as error:  # noqa: BLE001  # whatever breaks in there must not carry a secret out
        failed = UnreadableFile(f"{file.path} is a damaged KeePass vault ({type(error).__name__}).", _EXPORT)
    master.wipe()
    raise failed from None


def _composite_key(master: Secret, key_file: Path | None) -> tuple[bytes, BytesIO | None]:
    """What a vault's key is made from, and the key file's content where there is one. Raises ``UnreadableFile``.

    A vault with a key file may have no password; one without has an empty one.
    """
    from pykeepass.kdbx_parsing.common import compute_key_composite

    if key_file is None:
        return compute_key_composite(password=master.reveal()), None
    strange = UnreadableFile(f"{key_file} is no key file of KeePass.", "Give the file the vault was made with.")
    with opened(key_file) as file:
        content = file.binary.read(_LARGEST_KEY + 1)
    if not content or len(content) > _LARGEST_KEY:
        raise strange
    try:
        found = compute_key_composite(password=master.reveal() if master else None, keyfile=BytesIO(content))
    except Exception:  # noqa: BLE001  # whatever the library finds wrong with it must not quote it
        raise strange from None
    return found, BytesIO(content)


def _entries(vault: Any) -> Iterator[Entry]:
    bin_id = getattr(vault.recyclebin_group, "uuid", None)
    for entry in vault.entries:
        if bin_id is not None and _is_below(entry.group, bin_id):
            continue
        yield Entry(
            secret=Secret(entry.password or ""),
            title=entry.title or "",
            site=entry.url or "",
            user=entry.username or "",
            second_factor=True if entry.otp else None,
        )


def _is_below(group: Any, uuid: Any) -> bool:
    while group is not None:
        if group.uuid == uuid:
            return True
        group = group.parentgroup
    return False
