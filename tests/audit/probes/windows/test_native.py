"""The calls that only Windows answers, with libraries of our own in the place of Windows': layouts, codes, freeing."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import sizeof
from typing import Any

import pytest

from peerkit.audit.probes.machine import Garbled, Missing, Refused
from peerkit.audit.probes.windows.native import Guid, checked, system, system_library, wide, wide_at, wlan

ADAPTER = "{7825D47A-5D59-4C93-8D91-2B0E1B5F6C4B}"
# By Microsoft's headers; none of them holds a pointer, so 32 and 64 bits agree.
SIZES = {
    Guid: 16, wlan.Ssid: 36, wlan.AssociationAttributes: 68, wlan.SecurityAttributes: 16,
    wlan.ConnectionAttributes: 604, wlan.InterfaceInfo: 532, wlan.ProfileInfo: 516, wlan.AvailableNetwork: 628,
    system.PowerStatus: 12, system.ModalsInfo0: 20, system.ModalsInfo3: 12, system.PowerCapabilities: 76,
}  # fmt: skip


@pytest.mark.parametrize("kind", SIZES)
def test_layouts(kind: type[ctypes.Structure]) -> None:
    assert sizeof(kind) == SIZES[kind]
    assert system.PowerCapabilities.AoAc.offset == 20
    assert wlan.ConnectionAttributes.wlanSecurityAttributes.offset == 588


class Function:
    """A function of a library; it takes signatures like one of ctypes."""

    def __init__(self, answer: Callable[..., Any]) -> None:
        self.answer = answer

    def __call__(self, *arguments: Any) -> Any:
        return self.answer(*arguments)


class Library:
    """A library made of Python functions, which keeps what it handed out until that is freed."""

    def __init__(self, *frees: str, **functions: Callable[..., Any]) -> None:
        self.out: dict[int, Any] = {}
        functions |= dict.fromkeys(frees, self.free)
        for name, answer in functions.items():
            setattr(self, name, Function(answer))

    def give(self, raw: bytes, place: Any) -> int:
        buffer = ctypes.create_string_buffer(raw, len(raw))
        self.out[ctypes.addressof(buffer)] = buffer
        place._obj.value = ctypes.addressof(buffer)
        return 0

    def free(self, address: Any) -> int:
        del self.out[getattr(address, "value", address)]
        return 0


def units(text: str, size: int = 256) -> Any:
    raw = text.encode("utf-16-le")
    return (ctypes.c_uint16 * size).from_buffer_copy(raw + bytes(2 * size - len(raw)))


def listing(*entries: ctypes.Structure) -> bytes:
    return bytes(ctypes.c_uint32(len(entries))) + bytes(4) + b"".join(map(bytes, entries))


def ssid(name: bytes) -> wlan.Ssid:
    return wlan.Ssid(len(name), (ctypes.c_uint8 * 32)(*name))


class Wlanapi(Library):
    """Wi-Fi with one adapter that is connected. ``codes`` makes a function fail."""

    def __init__(self, **codes: int) -> None:
        super().__init__(
            WlanOpenHandle=lambda version, none, got, handle: self.give(b"handle", handle) or codes.get("open", 0),
            WlanCloseHandle=lambda handle, none: self.free(handle),
            WlanEnumInterfaces=lambda handle, none, out: self.give(self.adapters(), out),
            WlanQueryInterface=lambda *a: codes.get("query") or self.connection(*a),
            WlanGetAvailableNetworkList=lambda h, g, f, n, out: codes.get("nearby") or self.give(self.nearby(), out),
            WlanGetProfileList=lambda h, g, n, out: self.give(listing(wlan.ProfileInfo(units("Café 中"), 0)), out),
            WlanGetProfile=self.profile,
            WlanFreeMemory=self.free,
        )

    def adapters(self) -> bytes:
        return listing(wlan.InterfaceInfo(Guid.of(ADAPTER), units("An adapter"), 1))

    def connection(self, _handle: Any, _guid: Any, code: int, _none: Any, size: Any, out: Any, _kind: Any) -> int:
        assert code == 7
        told = wlan.ConnectionAttributes()
        told.wlanAssociationAttributes.dot11Ssid = ssid(b"Blue \xff")
        told.wlanSecurityAttributes = wlan.SecurityAttributes(1, 0, 7, 4)
        size._obj.value = sizeof(told)
        return self.give(bytes(told), out)

    def nearby(self) -> bytes:
        one = wlan.AvailableNetwork(dot11DefaultAuthAlgorithm=1, dot11DefaultCipherAlgorithm=0)
        one.dot11Ssid = ssid(b"Cafe")
        return listing(one, one)

    def profile(self, _h: Any, guid: Any, name: str, _n: Any, out: Any, flags: Any, _access: Any) -> int:
        assert (str(guid._obj), name, flags._obj.value) == (ADAPTER, "Blue/Door", 4)
        return self.give(
            '<?xml version="1.0" encoding="utf-16"?><WLANProfile>é</WLANProfile>\0'.encode("utf-16-le"), out
        )


def test_wifi_is_read_and_all_memory_given_back() -> None:
    library = Wlanapi()
    told = wlan.interfaces(lambda _name: library)
    assert told == {
        "interfaces": [
            {
                "id": ADAPTER, "state": 1, "connection": {"ssid": b"Blue \xff".hex(" "), "auth": 7, "cipher": 4},
                "nearby": [{"ssid": b"Cafe".hex(" "), "auth": 1, "cipher": 0}] * 2,
            }
        ]
    }  # fmt: skip
    assert wlan.profiles(lambda _name: library)["profiles"] == [{"adapter": ADAPTER, "name": "Café 中"}]
    assert wlan.profile(f"wlan/{ADAPTER}/Blue/Door", lambda _name: library) == "<WLANProfile>é</WLANProfile>".encode()
    assert library.out == {}


def test_what_location_denies_is_refused_and_the_rest_answers() -> None:
    library = Wlanapi(query=5, nearby=5)
    (told,) = wlan.interfaces(lambda _name: library)["interfaces"]
    assert told == {"id": ADAPTER, "state": 1, "refused": True, "nearby_refused": True}
    assert library.out == {}


def test_without_the_wifi_service_there_is_nothing_to_tell() -> None:
    with pytest.raises(Missing):
        wlan.interfaces(lambda _name: Wlanapi(open=1062))
    with pytest.raises(Garbled):
        wlan.profile("wlan/not an adapter/x", lambda _name: Wlanapi())


@pytest.mark.parametrize(("code", "error"), [(5, Refused), (1168, Missing), (87, Garbled)])
def test_codes(code: int, error: type[Exception]) -> None:
    checked(0, "anything")
    with pytest.raises(error):
        checked(code, "anything")


def fill(kind: type[ctypes.Structure], **values: int) -> Callable[[Any], int]:
    def answer(place: Any) -> int:
        for name, value in values.items():
            setattr(place._obj, name, value)
        return 1

    return answer


def test_power_and_plan() -> None:
    asked = []

    def index(source: str) -> Callable[..., int]:
        def answer(_root: Any, _scheme: Any, group: Any, setting: Any, out: Any) -> int:
            asked.append((str(group._obj), str(setting._obj)))
            out._obj.value = {"AC": 600, "DC": 300}[source]
            return 2 if str(setting._obj).startswith("{0E796BDB") else 0

        return answer

    library = Library(
        "LocalFree",
        GetSystemPowerStatus=fill(system.PowerStatus, ACLineStatus=1, BatteryFlag=8, BatteryLifePercent=96),
        GetPwrCapabilities=fill(system.PowerCapabilities, AoAc=1),
        PowerGetActiveScheme=lambda root, out: library.give(bytes(16), out),
        PowerReadACValueIndex=index("AC"),
        PowerReadDCValueIndex=index("DC"),
    )
    assert system.power(lambda _name: library) == {"ac": 1, "flag": 8, "percent": 96, "seconds": 0}
    plan = system.power_plan(lambda _name: library)
    assert plan == {"modern_standby": True, "display_ac": 600, "display_dc": 300, "sleep_ac": 600, "sleep_dc": 300,
                    "lock_ac": None, "lock_dc": None}  # fmt: skip
    assert library.out == {}
    assert len(asked) == 6


def test_rules_for_passwords() -> None:
    answers = {0: bytes(system.ModalsInfo0(8)), 3: bytes(system.ModalsInfo3(1800, 1800, 5))}
    library = Library(
        "NetApiBufferFree",
        NetUserModalsGet=lambda server, level, out: library.give(answers[level], out),
    )
    told = system.password_rules(lambda _name: library)
    assert told == {"min_length": 8, "lockout_threshold": 5, "lockout_seconds": 1800}
    assert library.out == {}
    refusing = Library(NetUserModalsGet=lambda *a: 5, NetApiBufferFree=lambda a: 0)
    with pytest.raises(Refused):
        system.password_rules(lambda _name: refusing)


@pytest.mark.parametrize(
    ("kind", "elevated", "administrator"), [(1, 0, False), (3, 0, True), (2, 1, True), (1, 1, True)]
)
def test_the_token(kind: int, elevated: int, administrator: bool) -> None:
    def information(_handle: Any, which: int, buffer: Any, _size: int, got: Any) -> int:
        raw = {18: kind.to_bytes(4, "little"), 20: elevated.to_bytes(4, "little"), 1: bytes(16)}[which]
        ctypes.memmove(buffer, raw, len(raw))
        got._obj.value = len(raw)
        return 1

    def user(buffer: Any, _size: Any) -> int:
        ctypes.memmove(buffer, "rôbin\0".encode("utf-16-le"), 12)
        return 1

    library = Library(
        "CloseHandle",
        "LocalFree",
        "WTSFreeMemory",
        GetCurrentProcess=lambda: -1,
        OpenProcessToken=lambda process, access, out: library.give(b"token", out) or access == 8,
        GetTokenInformation=information,
        ConvertSidToStringSidW=lambda sid, out: library.give("S-1-5-21-1-2-3-1001\0".encode("utf-16-le"), out) or 1,
        GetUserNameW=user,
        WTSQuerySessionInformationW=lambda s, i, k, out, n: library.give("rôbin\0".encode("utf-16-le"), out) or k == 5,
    )
    told = system.token(lambda _name: library)
    assert told == {"account": "rôbin", "sid": "S-1-5-21-1-2-3-1001", "elevated": bool(elevated),
                    "administrator": administrator, "at_screen": "rôbin"}  # fmt: skip
    assert library.out == {}


def test_texts_of_16_bit_units() -> None:
    assert wide(units("中\U0001f30d")) == "中\U0001f30d"
    assert wide_at(None) == ""
    buffer = ctypes.create_string_buffer("ab\0c".encode("utf-16-le"))
    assert wide_at(ctypes.addressof(buffer)) == "ab"
    assert str(Guid.of(ADAPTER.lower())) == ADAPTER


def test_where_there_is_no_windows_there_is_no_library() -> None:
    with pytest.raises(Missing):
        system_library("kernel32")
