"""How much work it is to open a KeePass vault, and the quick way for the older kind of it.

The older key derivation encrypts 32 bytes with AES again and again (keepass.info/help/base/security.html, "AES-KDF").
One block after another of zeros in CBC mode is the same chain, done in one call: a vault that costs a program in C
one second opens in about that time, not in a minute.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources.opening import opened
from peerkit.errors import UnreadableFile

# Beyond this a vault was made to keep its reader busy: KeePass offers a second or a few of waiting.
MOST_ROUNDS = 2_000_000_000
MOST_MEMORY = 2 * 1024**3
MOST_PASSES = 1000
# A key file is a few lines; any file may serve as one, and is hashed.
_LARGEST_KEY = 32 * 1024 * 1024
_BLOCK = 16
_CHUNK = 65536
_TOO_MUCH = "Open it in KeePassXC, choose Database, Database Security, a shorter decryption time, and save it."


def composite_key(master: Secret, key_file: Path | None) -> tuple[bytes, BytesIO | None]:
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


def quick_key(header: Any, composite: bytes) -> bytes | None:
    """The transformed key where the vault uses AES-KDF; None for Argon2, which is quick as it is.

    ``header`` is the dynamic header as pykeepass reads it, ``composite`` the hash of password and key file.
    Raises ``UnreadableFile`` for too much work.
    """
    if hasattr(header, "transform_rounds"):
        seed, rounds = header.transform_seed.data, header.transform_rounds.data
    else:
        parameters = header.kdf_parameters.data.dict
        if "M" in parameters:
            if parameters["M"].value > MOST_MEMORY or parameters["I"].value > MOST_PASSES:
                raise UnreadableFile("To open this vault takes more memory or time than is sound.", _TOO_MUCH)
            return None
        seed, rounds = parameters["S"].value, parameters["R"].value
    if rounds > MOST_ROUNDS:
        raise UnreadableFile("To open this vault takes more time than is sound.", _TOO_MUCH)
    return sha256(b"".join(_chain(seed, half, rounds) for half in (composite[:_BLOCK], composite[_BLOCK:]))).digest()


def _chain(seed: bytes, block: bytes, rounds: int) -> bytes:
    """A block, encrypted as often as there are rounds."""
    from Cryptodome.Cipher import AES

    left = rounds
    while left:
        count = min(left, _CHUNK)
        block = AES.new(seed, AES.MODE_CBC, iv=block).encrypt(bytes(_BLOCK * count))[-_BLOCK:]
        left -= count
    return block
