"""The hashes that lists of leaked passwords are sorted by. Neither protects a password: they only find it in a list."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from enum import Enum

_MASK = 0xFFFFFFFF
# RFC 1320, section 3.4: order of the words, shifts, and added constant of the three rounds.
_ROUNDS: tuple[tuple[tuple[int, ...], tuple[int, ...], int], ...] = (
    (tuple(range(16)), (3, 7, 11, 19), 0),
    ((0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), (3, 5, 9, 13), 0x5A827999),
    ((0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15), (3, 9, 11, 15), 0x6ED9EBA1),
)


def _select(x: int, y: int, z: int) -> int:
    return (x & y) | (~x & z)


def _majority(x: int, y: int, z: int) -> int:
    return (x & y) | (x & z) | (y & z)


def _parity(x: int, y: int, z: int) -> int:
    return x ^ y ^ z


_MIXERS: tuple[Callable[[int, int, int], int], ...] = (_select, _majority, _parity)


def md4(data: bytes) -> bytes:
    """MD4 as in RFC 1320. Our own, because OpenSSL 3 no longer offers it by default."""
    state = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + struct.pack("<Q", len(data) * 8 & (2**64 - 1))
    for start in range(0, len(padded), 64):
        state = _mixed(state, struct.unpack_from("<16I", padded, start))
    return struct.pack("<4I", *state)


def _mixed(state: tuple[int, int, int, int], words: tuple[int, ...]) -> tuple[int, int, int, int]:
    a, b, c, d = state
    for (order, shifts, constant), mix in zip(_ROUNDS, _MIXERS, strict=True):
        for step, place in enumerate(order):
            total = (a + mix(b, c, d) + words[place] + constant) & _MASK
            shift = shifts[step % 4]
            a, b, c, d = d, ((total << shift) | (total >> (32 - shift))) & _MASK, b, c
    return (state[0] + a) & _MASK, (state[1] + b) & _MASK, (state[2] + c) & _MASK, (state[3] + d) & _MASK


class Digest(Enum):
    """The hash a list is made of; ``value`` is its length in hexadecimal digits."""

    SHA1 = 40
    NTLM = 32

    def of(self, password: str) -> bytes:
        """The hash of a password as upper-case hexadecimal digits."""
        if self is Digest.SHA1:
            raw = password.encode("utf-8", "surrogatepass")
            return hashlib.sha1(raw, usedforsecurity=False).hexdigest().upper().encode()
        return md4(password.encode("utf-16-le", "surrogatepass")).hex().upper().encode()

    @property
    def label(self) -> str:
        """Its name for people."""
        return "SHA-1" if self is Digest.SHA1 else "NTLM"
