"""Wi-Fi, by wlanapi.dll (Microsoft: Native Wifi functions, WlanOpenHandle and what follows). No scan is started."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, Structure, byref, c_int32, c_uint8, c_uint16, c_uint32, c_void_p, c_wchar_p, cast
from typing import Any

from peerkit.audit.probes.machine import CouldNotLook, Garbled, Refused
from peerkit.audit.probes.windows.native import Guid, Library, Load, checked, system_library, wide, wide_at

_VISTA_AND_LATER = 2
_CURRENT_CONNECTION = 7  # WLAN_INTF_OPCODE: wlan_intf_opcode_current_connection
_PLAINTEXT_KEY = 4  # WLAN_PROFILE_GET_PLAINTEXT_KEY
_CONNECTED = 1  # WLAN_INTERFACE_STATE
_MOST = 10_000


class Ssid(Structure):
    """DOT11_SSID: the length and 32 bytes."""

    _fields_ = (("uSSIDLength", c_uint32), ("ucSSID", c_uint8 * 32))

    def hex(self) -> str:
        """The name in hexadecimal, with blanks: without, one of 16 bytes looks like an id, and one of 32 like a key."""
        return bytes(self.ucSSID[: min(self.uSSIDLength, 32)]).hex(" ")


class InterfaceInfo(Structure):
    """WLAN_INTERFACE_INFO."""

    _fields_ = (("InterfaceGuid", Guid), ("strInterfaceDescription", c_uint16 * 256), ("isState", c_int32))


class ProfileInfo(Structure):
    """WLAN_PROFILE_INFO."""

    _fields_ = (("strProfileName", c_uint16 * 256), ("dwFlags", c_uint32))


class AssociationAttributes(Structure):
    """WLAN_ASSOCIATION_ATTRIBUTES; the address of the access point has 6 bytes."""

    _fields_ = (
        ("dot11Ssid", Ssid),
        ("dot11BssType", c_int32),
        ("dot11Bssid", c_uint8 * 6),
        ("dot11PhyType", c_int32),
        ("uDot11PhyIndex", c_uint32),
        ("wlanSignalQuality", c_uint32),
        ("ulRxRate", c_uint32),
        ("ulTxRate", c_uint32),
    )


class SecurityAttributes(Structure):
    """WLAN_SECURITY_ATTRIBUTES."""

    _fields_ = (
        ("bSecurityEnabled", c_int32),
        ("bOneXEnabled", c_int32),
        ("dot11AuthAlgorithm", c_uint32),
        ("dot11CipherAlgorithm", c_uint32),
    )


class ConnectionAttributes(Structure):
    """WLAN_CONNECTION_ATTRIBUTES."""

    _fields_ = (
        ("isState", c_int32),
        ("wlanConnectionMode", c_int32),
        ("strProfileName", c_uint16 * 256),
        ("wlanAssociationAttributes", AssociationAttributes),
        ("wlanSecurityAttributes", SecurityAttributes),
    )


class AvailableNetwork(Structure):
    """WLAN_AVAILABLE_NETWORK."""

    _fields_ = (
        ("strProfileName", c_uint16 * 256),
        ("dot11Ssid", Ssid),
        ("dot11BssType", c_int32),
        ("uNumberOfBssids", c_uint32),
        ("bNetworkConnectable", c_int32),
        ("wlanNotConnectableReason", c_uint32),
        ("uNumberOfPhyTypes", c_uint32),
        ("dot11PhyTypes", c_int32 * 8),
        ("bMorePhyTypes", c_int32),
        ("wlanSignalQuality", c_uint32),
        ("bSecurityEnabled", c_int32),
        ("dot11DefaultAuthAlgorithm", c_uint32),
        ("dot11DefaultCipherAlgorithm", c_uint32),
        ("dwFlags", c_uint32),
        ("dwReserved", c_uint32),
    )


def _declare(library: Library) -> Library:
    """The signatures, in the order of the documentation's pages."""
    out = POINTER(c_void_p)
    signatures = {
        "WlanOpenHandle": (c_uint32, c_void_p, POINTER(c_uint32), out),
        "WlanCloseHandle": (c_void_p, c_void_p),
        "WlanEnumInterfaces": (c_void_p, c_void_p, out),
        "WlanQueryInterface": (
            c_void_p, POINTER(Guid), c_int32, c_void_p, POINTER(c_uint32), out, POINTER(c_int32),
        ),
        "WlanGetProfileList": (c_void_p, POINTER(Guid), c_void_p, out),
        "WlanGetProfile": (
            c_void_p, POINTER(Guid), c_wchar_p, c_void_p, out, POINTER(c_uint32), POINTER(c_uint32),
        ),
        "WlanGetAvailableNetworkList": (c_void_p, POINTER(Guid), c_uint32, c_void_p, out),
    }  # fmt: skip
    for name, arguments in signatures.items():
        function = getattr(library, name)
        function.argtypes, function.restype = arguments, c_uint32
    library.WlanFreeMemory.argtypes, library.WlanFreeMemory.restype = (c_void_p,), None
    return library


class _Session:
    """An open session with the Wi-Fi service."""

    def __init__(self, library: Library, handle: Any) -> None:
        self.library, self.handle = library, handle

    @contextmanager
    def held(self, what: str, name: str, *arguments: Any, last: tuple[Any, ...] = ()) -> Iterator[int]:
        """The address that a function hands out, freed in the end. Raises ``CouldNotLook``."""
        address = c_void_p()
        try:
            checked(getattr(self.library, name)(self.handle, *arguments, byref(address), *last), what)
            if not address.value:
                raise Garbled(f"Windows gave nothing for {what}")
            yield address.value
        finally:
            if address.value:
                self.library.WlanFreeMemory(address)

    def entries(self, address: int, kind: type[Structure]) -> list[Any]:
        """The entries of a list of Windows': a count, an index, and then one after the other."""
        count = cast(address, POINTER(c_uint32))[0]
        if count > _MOST:
            raise Garbled("Windows gave a list of Wi-Fi that is too long")
        start, size = address + 2 * ctypes.sizeof(c_uint32), ctypes.sizeof(kind)
        # Copies: the memory is given back before anyone looks.
        return [kind.from_buffer_copy(ctypes.string_at(start + at * size, size)) for at in range(count)]


@contextmanager
def _session(load: Load) -> Iterator[_Session]:
    library = _declare(load("wlanapi"))
    version, handle = c_uint32(), c_void_p()
    checked(library.WlanOpenHandle(_VISTA_AND_LATER, None, byref(version), byref(handle)), "what Wi-Fi there is")
    try:
        yield _Session(library, handle)
    finally:
        library.WlanCloseHandle(handle, None)


def _adapters(session: _Session) -> list[InterfaceInfo]:
    with session.held("the Wi-Fi adapters", "WlanEnumInterfaces", None) as address:
        return session.entries(address, InterfaceInfo)


def interfaces(load: Load = system_library) -> dict[str, Any]:
    """Each adapter with its state, its connection and the networks in reach; what is refused is left out."""
    with _session(load) as session:
        return {"interfaces": [_interface(session, one) for one in _adapters(session)]}


def _interface(session: _Session, info: InterfaceInfo) -> dict[str, Any]:
    found: dict[str, Any] = {"id": str(info.InterfaceGuid), "state": int(info.isState)}
    # Without the permission for the location both are refused: that is an answer, and no reason to stop.
    if info.isState == _CONNECTED:
        try:
            found["connection"] = _connection(session, info.InterfaceGuid)
        except CouldNotLook as reason:
            found["refused"] = isinstance(reason, Refused)
    try:
        found["nearby"] = _nearby(session, info.InterfaceGuid)
    except CouldNotLook as reason:
        found["nearby_refused"] = isinstance(reason, Refused)
    return found


def _connection(session: _Session, adapter: Guid) -> dict[str, Any]:
    size, kind = c_uint32(), c_int32()
    arguments = (byref(adapter), _CURRENT_CONNECTION, None, byref(size))
    with session.held("the connection", "WlanQueryInterface", *arguments, last=(byref(kind),)) as address:
        if size.value < ctypes.sizeof(ConnectionAttributes):
            raise Garbled("Windows told less of the connection than it should")
        raw = ctypes.string_at(address, ctypes.sizeof(ConnectionAttributes))
    told = ConnectionAttributes.from_buffer_copy(raw)
    security = told.wlanSecurityAttributes
    return {
        "ssid": told.wlanAssociationAttributes.dot11Ssid.hex(),
        "auth": int(security.dot11AuthAlgorithm),
        "cipher": int(security.dot11CipherAlgorithm),
    }


def _nearby(session: _Session, adapter: Guid) -> list[dict[str, Any]]:
    with session.held("networks in reach", "WlanGetAvailableNetworkList", byref(adapter), 0, None) as address:
        found = session.entries(address, AvailableNetwork)
    return [
        {
            "ssid": one.dot11Ssid.hex(),
            "auth": int(one.dot11DefaultAuthAlgorithm),
            "cipher": int(one.dot11DefaultCipherAlgorithm),
        }
        for one in found
    ]


def profiles(load: Load = system_library) -> dict[str, Any]:
    """The adapters, and the names of the profiles saved for each."""
    with _session(load) as session:
        adapters = [one.InterfaceGuid for one in _adapters(session)]
        found = []
        for adapter in adapters:
            with session.held("the saved networks", "WlanGetProfileList", byref(adapter), None) as address:
                entries = session.entries(address, ProfileInfo)
            found += [{"adapter": str(adapter), "name": wide(one.strProfileName)} for one in entries]
        return {"adapters": [str(adapter) for adapter in adapters], "profiles": found}


def profile(path: str, load: Load = system_library) -> bytes:
    """The profile behind ``wlan/ADAPTER/NAME`` as XML, with its key where this account may see it.

    It holds a secret: only the room ``passwords`` may look at it. Raises ``CouldNotLook``.
    """
    _, _, rest = path.partition("/")
    adapter, _, name = rest.partition("/")
    try:
        guid = Guid.of(adapter)
    except ValueError:
        raise Garbled("this is no Wi-Fi adapter") from None
    flags, access = c_uint32(_PLAINTEXT_KEY), c_uint32()
    with _session(load) as session:
        arguments, last = (byref(guid), name, None), (byref(flags), byref(access))
        with session.held("a saved network", "WlanGetProfile", *arguments, last=last) as address:
            return _with_utf8(wide_at(address))


def _with_utf8(text: str) -> bytes:
    """XML that was in 16-bit units is in UTF-8 now, whatever its first line says."""
    start = text.find("?>") + 2 if text.lstrip("\ufeff \r\n\t").startswith("<?xml") else 0
    return text[start:].encode("utf-8", "replace")
