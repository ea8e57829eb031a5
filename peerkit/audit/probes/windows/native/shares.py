"""What is shared, by NetShareEnum (lmshare.h, netapi32) at level 1, for which no membership is needed."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, byref, c_uint32, c_void_p, c_wchar_p
from typing import Any

from peerkit.audit.probes.machine import Garbled
from peerkit.audit.probes.windows.native import Load, checked, system_library, wide_at

_ALL = 0xFFFFFFFF  # MAX_PREFERRED_LENGTH
_NOT_STARTED = 2114  # NERR_ServerNotStarted: nothing can be shared then
_MOST = 10_000


class ShareInfo1(Structure):
    """SHARE_INFO_1 (lmshare.h): two pointers to text, with the kind between them."""

    _fields_ = (("shi1_netname", c_void_p), ("shi1_type", c_uint32), ("shi1_remark", c_void_p))


def shares(load: Load = system_library) -> dict[str, Any]:
    """Name and type of each share; its remark stays where it is. Raises ``CouldNotLook``."""
    library = load("netapi32")
    ask, free = library.NetShareEnum, library.NetApiBufferFree
    count = POINTER(c_uint32)
    ask.argtypes, ask.restype = (c_wchar_p, c_uint32, POINTER(c_void_p), c_uint32, count, count, count), c_uint32
    free.argtypes, free.restype = (c_void_p,), c_uint32
    buffer, read, total = c_void_p(), c_uint32(), c_uint32()
    try:
        code = ask(None, 1, byref(buffer), _ALL, byref(read), byref(total), None)
        if code == _NOT_STARTED:
            return {"shares": []}
        checked(code, "what is shared")
        if read.value > _MOST or (read.value and not buffer.value):
            raise Garbled("Windows gave a list of shares that cannot be understood")
        return {"shares": [_share(buffer.value or 0, at) for at in range(read.value)]}
    finally:
        if buffer.value:
            free(buffer)


def _share(start: int, at: int) -> dict[str, Any]:
    size = ctypes.sizeof(ShareInfo1)
    entry = ShareInfo1.from_buffer_copy(ctypes.string_at(start + at * size, size))
    return {"name": wide_at(entry.shi1_netname, 256), "type": int(entry.shi1_type)}
