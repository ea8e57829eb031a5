"""What only runs on Windows: thin calls of its libraries through ctypes, each answered in what JSON can hold.

Every structure and signature is that of the page of Microsoft's documentation named beside it. Structures hold types of
fixed width alone, so that their layout can be tested anywhere; a call takes the loader of libraries as its argument,
so that a test can put its own in the place.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from peerkit.audit.probes.machine import Garbled, Missing, Refused

Library = Any
Load = Callable[[str], Library]
# LoadLibraryExW: LOAD_LIBRARY_SEARCH_SYSTEM32. Never a library from the current folder or from PATH.
_FROM_SYSTEM32 = 0x00000800
OK, ACCESS_DENIED, NOT_ACTIVE, NOT_FOUND = 0, 5, 1062, 1168
_windows: Any = ctypes  # a type checker for another system knows no WinDLL


def system_library(name: str) -> Library:
    """A library of Windows itself. Raises ``Missing``."""
    try:
        return _windows.WinDLL(f"{name}.dll", winmode=_FROM_SYSTEM32)
    except (AttributeError, OSError):
        raise Missing(f"this Windows has no {name}.dll") from None


def checked(code: int, what: str) -> None:
    """An error code of Windows as an exception. Raises ``CouldNotLook``."""
    if code == OK:
        return
    if code == ACCESS_DENIED:
        raise Refused(f"Windows refused to tell {what}")
    if code in (NOT_ACTIVE, NOT_FOUND):
        raise Missing(f"Windows has nothing to tell of {what}")
    raise Garbled(f"Windows could not tell {what} (error {code})")


def wide(units: Any) -> str:
    """Text of 16-bit units up to the first zero."""
    raw = bytes(units)
    end = next((at for at in range(0, len(raw) - 1, 2) if raw[at : at + 2] == b"\0\0"), len(raw))
    return raw[:end].decode("utf-16-le", "replace")


def wide_at(address: int | None, most: int = 1 << 20) -> str:
    """Text of 16-bit units at an address, up to the first zero and ``most`` units."""
    units = bytearray()
    for at in range(most if address else 0):
        pair = ctypes.string_at((address or 0) + 2 * at, 2)
        if pair == b"\0\0":
            break
        units += pair
    return units.decode("utf-16-le", "replace")


class Guid(ctypes.Structure):
    """GUID (guiddef.h)."""

    _fields_ = (
        ("Data1", ctypes.c_uint32),
        ("Data2", ctypes.c_uint16),
        ("Data3", ctypes.c_uint16),
        ("Data4", ctypes.c_uint8 * 8),
    )

    @classmethod
    def of(cls, text: str) -> Guid:
        """A GUID from its text, with or without braces. Raises ``ValueError``."""
        from uuid import UUID

        return cls.from_buffer_copy(UUID(text).bytes_le)

    def __str__(self) -> str:
        from uuid import UUID

        return "{" + str(UUID(bytes_le=bytes(self))).upper() + "}"
