"""How much work it is to open a KeePass vault, and the quick way for the older kind of it.

The older key derivation encrypts 32 bytes with AES again and again (keepass.info/help/base/security.html, "AES-KDF").
One block after another of zeros in CBC mode is the same chain, done in one call: a vault that costs a program in C
one second opens in about that time, not in a minute.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from peerkit.errors import UnreadableFile

# Beyond this a vault was made to keep its reader busy: KeePass offers a second or a few of waiting.
MOST_ROUNDS = 2_000_000_000
MOST_MEMORY = 2 * 1024**3
MOST_PASSES = 1000
_BLOCK = 16
_CHUNK = 65536
_TOO_MUCH = "Open it in KeePassXC, choose Database, Database Security, a shorter decryption time, and save it."


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
