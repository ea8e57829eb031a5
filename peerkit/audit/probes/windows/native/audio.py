"""The default microphone and output for calls, by Core Audio (mmdeviceapi.h, endpointvolume.h).

The methods of an object are known by their place in its table, those of IUnknown first; only ones that read are
named here. Places are counted from the interfaces' declarations in the headers of the Windows SDK.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, Structure, byref, c_float, c_int32, c_uint8, c_uint16, c_uint32, c_void_p, cast
from typing import Any

from peerkit.audit.probes.machine import Garbled, Missing
from peerkit.audit.probes.windows.native import Guid, Library, Load, system_library, wide_at

_ENUMERATOR = "bcde0395-e52f-467c-8e3d-c4579291692e"  # CLSID MMDeviceEnumerator
_I_ENUMERATOR = "a95664d2-9614-4f35-a746-de8db63617e6"
_I_VOLUME = "5cdf2c82-841e-4546-9722-0cf74078229a"
_RENDER, _CAPTURE, _COMMUNICATIONS = 0, 1, 2  # EDataFlow; ERole
_EVERYWHERE, _READ = 23, 0  # CLSCTX_ALL; STGM_READ
_NOT_FOUND = 0x80070490  # E_NOTFOUND: there is no such device
_CHANGED_MODE = 0x80010106  # RPC_E_CHANGED_MODE: this thread has COM already
_RELEASE = 2
_GET_DEFAULT_ENDPOINT = 4  # IMMDeviceEnumerator
_ACTIVATE, _OPEN_PROPERTIES = 3, 4  # IMMDevice
_GET_VOLUME, _GET_MUTE = 9, 15  # IAudioEndpointVolume: GetMasterVolumeLevelScalar, GetMute
_GET_VALUE = 5  # IPropertyStore
_TEXT, _NUMBER = 31, 19  # VT_LPWSTR, VT_UI4
_NAME = ("a45c254e-df1c-4efd-8020-67d146a850e0", 14)  # PKEY_Device_FriendlyName
_FORM = ("1da5d803-d492-4edd-8c23-e0c0ffee7f0e", 0)  # PKEY_AudioEndpoint_FormFactor


class PropertyKey(Structure):
    """PROPERTYKEY (wtypes.h)."""

    _fields_ = (("fmtid", Guid), ("pid", c_uint32))


class PropVariant(Structure):
    """PROPVARIANT (propidlbase.h): the kind, three reserved words, and 8 or 16 bytes of value."""

    _fields_ = (("vt", c_uint16), ("reserved", c_uint16 * 3), ("value", c_uint8 * (2 * ctypes.sizeof(c_void_p))))


class _Unfit(Exception):
    """A call failed; ``code`` is its HRESULT."""

    def __init__(self, code: int) -> None:
        super().__init__(hex(code))
        self.code = code


def _call(this: c_void_p, place: int, kinds: tuple[Any, ...], *arguments: Any) -> None:
    """Call the method at a place of an object's table. Raises ``_Unfit``."""
    maker: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
    table = cast(this, POINTER(POINTER(c_void_p)))[0]
    code = maker(c_int32, c_void_p, *kinds)(table[place])(this, *arguments) & 0xFFFFFFFF
    if code & 0x80000000:
        raise _Unfit(code)


def _release(this: c_void_p) -> None:
    maker: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
    table = cast(this, POINTER(POINTER(c_void_p)))[0]
    maker(c_uint32, c_void_p)(table[_RELEASE])(this)


@contextmanager
def _object(this: c_void_p) -> Iterator[c_void_p]:
    """An object that was handed out, let go of in the end."""
    try:
        yield this
    finally:
        if this.value:
            _release(this)


def devices(load: Load = system_library) -> dict[str, Any]:
    """The ``speaker`` and the ``microphone`` for calls; None where there is none. Raises ``CouldNotLook``."""
    library = load("ole32")
    library.CoInitializeEx.argtypes, library.CoInitializeEx.restype = (c_void_p, c_uint32), c_uint32
    started = library.CoInitializeEx(None, 0)
    if started & 0x80000000 and started != _CHANGED_MODE:
        raise Missing("Windows could not start its sound functions")
    try:
        with _object(_enumerator(library)) as enumerator:
            ways = {"speaker": _RENDER, "microphone": _CAPTURE}
            return {name: _device(library, enumerator, flow) for name, flow in ways.items()}
    except _Unfit as reason:
        raise Garbled(f"Windows could not tell of its sound devices ({reason})") from None
    finally:
        if not started & 0x80000000:
            library.CoUninitialize()


def _enumerator(library: Library) -> c_void_p:
    create = library.CoCreateInstance
    create.argtypes = (POINTER(Guid), c_void_p, c_uint32, POINTER(Guid), POINTER(c_void_p))
    create.restype = c_uint32
    found = c_void_p()
    code = create(byref(Guid.of(_ENUMERATOR)), None, _EVERYWHERE, byref(Guid.of(_I_ENUMERATOR)), byref(found))
    if code or not found.value:
        raise Missing("this Windows has no sound functions")
    return found


def _device(library: Library, enumerator: c_void_p, flow: int) -> dict[str, Any] | None:
    found = c_void_p()
    kinds = (c_int32, c_int32, POINTER(c_void_p))
    try:
        _call(enumerator, _GET_DEFAULT_ENDPOINT, kinds, flow, _COMMUNICATIONS, byref(found))
    except _Unfit as reason:
        if reason.code == _NOT_FOUND:
            return None
        raise
    with _object(found) as device:
        return _loudness(device) | _properties(library, device)


def _loudness(device: c_void_p) -> dict[str, Any]:
    found = c_void_p()
    kinds = (POINTER(Guid), c_uint32, c_void_p, POINTER(c_void_p))
    _call(device, _ACTIVATE, kinds, byref(Guid.of(_I_VOLUME)), _EVERYWHERE, None, byref(found))
    muted, level = c_int32(), c_float()
    with _object(found) as volume:
        _call(volume, _GET_MUTE, (POINTER(c_int32),), byref(muted))
        _call(volume, _GET_VOLUME, (POINTER(c_float),), byref(level))
    return {"muted": bool(muted.value), "volume": round(float(level.value), 3)}


def _properties(library: Library, device: c_void_p) -> dict[str, Any]:
    found = c_void_p()
    _call(device, _OPEN_PROPERTIES, (c_uint32, POINTER(c_void_p)), _READ, byref(found))
    with _object(found) as store:
        name, form = (_property(library, store, *key) for key in (_NAME, _FORM))
    return {"name": name if isinstance(name, str) else "", "form": form if isinstance(form, int) else 10}


def _property(library: Library, store: c_void_p, group: str, number: int) -> str | int | None:
    key, value = PropertyKey(Guid.of(group), number), PropVariant()
    _call(store, _GET_VALUE, (POINTER(PropertyKey), POINTER(PropVariant)), byref(key), byref(value))
    try:
        raw = bytes(value.value)
        if value.vt == _TEXT:
            return wide_at(int.from_bytes(raw[: ctypes.sizeof(c_void_p)], "little"), 1024)
        return int.from_bytes(raw[:4], "little") if value.vt == _NUMBER else None
    finally:
        library.PropVariantClear(byref(value))
