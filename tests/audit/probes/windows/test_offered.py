"""Shares, hotspot, antivirus and pop-up messages on Windows."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from peerkit.audit.probes.machine import Garbled, Missing, Refused
from peerkit.audit.probes.windows.native import shares, system
from peerkit.model.facts import Unknown
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.facts_remote import Sharing
from peerkit.model.facts_system import Guarding, MalwareGuard
from tests.audit.probes.windows.scenes import CURRENT, POLICIES, Windows
from tests.audit.probes.windows.test_native import Library

PUSH = rf"HKCU\{CURRENT}\PushNotifications"


def shared(*entries: tuple[str, int]) -> Any:
    machine = Windows()
    machine.told["shares"] = {"shares": [{"name": name, "type": kind} for name, kind in entries]}
    return machine.get(Sharing)


def test_windows_own_shares_are_no_matter() -> None:
    found = shared(("IPC$", 0x80000003), ("C$", 0x80000000), ("print$", 0), ("Fax", 2))
    assert (found.things, found.unseen) == ((), ())
    assert found.looked_for == ("files", "a printer", "its internet")


def test_folders_and_printers_that_people_share() -> None:
    assert shared(("Notes", 0), ("More", 0), ("Laser", 1)).things == ("files", "a printer")
    assert "Notes" in str(shared(("Notes", 0)).evidence)


def test_a_hotspot_and_one_that_cannot_be_seen() -> None:
    machine = Windows()
    machine.subjects["services"] = [{"name": "icssvc", "status": 4, "start": 3}]
    assert machine.get(Sharing).things == ("its internet",)
    machine.subjects["services"] = {"failed": "other"}
    assert machine.get(Sharing).unseen == ("its internet",)


@pytest.mark.parametrize("reply", [Refused("no"), {"shares": "x"}, {"shares": [{"name": 3}]}, {}])
def test_no_list_of_shares_is_no_answer(reply: Any) -> None:
    machine = Windows()
    machine.told["shares"] = reply
    assert isinstance(machine.get(Sharing), Unknown)


@pytest.mark.parametrize(
    ("health", "state"), [(0, Guarding.ON), (1, Guarding.OFF), (2, Guarding.POOR), (3, Guarding.OFF)]
)
def test_antivirus(health: int, state: Guarding) -> None:
    machine = Windows()
    machine.told["security-health"] = {"antivirus": health}
    assert machine.get(MalwareGuard).state is state


@pytest.mark.parametrize("reply", [Missing("no"), {"firewall": 0}, {"antivirus": 9}, {"antivirus": "good"}])
def test_antivirus_not_told(reply: Any) -> None:
    machine = Windows()
    machine.told["security-health"] = reply
    found = machine.get(MalwareGuard)
    assert isinstance(found, Unknown)
    assert "Windows Security" in found.hint


def test_only_the_switch_for_all_messages_is_written_down() -> None:
    found = Windows().get(QuietMode)
    assert isinstance(found, Unknown)
    assert "Windows+N" in found.hint
    assert isinstance(Windows().set(PUSH, ToastEnabled=1).get(QuietMode), Unknown)
    assert Windows().set(PUSH, ToastEnabled=0).get(QuietMode).on is True
    policy = rf"HKCU\{POLICIES}\Windows\CurrentVersion\PushNotifications"
    assert Windows().set(policy, NoToastApplicationNotification=1).get(QuietMode).on is True


def test_another_persons_switch_says_nothing() -> None:
    machine = Windows().set(PUSH, ToastEnabled=0)
    machine.told["token"] = machine.told["token"] | {"at_screen": "somebody"}
    assert isinstance(machine.get(QuietMode), Unknown)


def test_the_layout_of_a_share() -> None:
    pointer = ctypes.sizeof(ctypes.c_void_p)
    assert ctypes.sizeof(shares.ShareInfo1) == 3 * pointer, "the kind is padded to the size of a pointer"
    assert shares.ShareInfo1.shi1_remark.offset == 2 * pointer


def net_shares(code: int, *entries: tuple[str, int]) -> tuple[Any, list[int]]:
    """A netapi32 that hands out these shares, and the addresses that were given back."""
    texts = [ctypes.create_string_buffer(name.encode("utf-16-le") + b"\0\0") for name, _ in entries]
    table = (shares.ShareInfo1 * max(1, len(entries)))()
    for at, (_, kind) in enumerate(entries):
        table[at].shi1_netname, table[at].shi1_type = ctypes.addressof(texts[at]), kind
    freed: list[int] = []

    def enumerate_shares(_server: Any, level: int, out: Any, _most: int, read: Any, _total: Any, _resume: Any) -> int:
        assert level == 1
        out._obj.value = ctypes.addressof(table)
        read._obj.value = len(entries)
        return code

    library = Library(NetShareEnum=enumerate_shares, NetApiBufferFree=lambda buffer: freed.append(buffer.value) or 0)
    library.keep = (texts, table)  # type: ignore[attr-defined]  # must live as long as the library
    return library, freed


def test_shares_are_copied_and_given_back() -> None:
    library, freed = net_shares(0, ("Notes", 0), ("IPC$", 0x80000003))
    told = shares.shares(lambda _name: library)
    assert told == {"shares": [{"name": "Notes", "type": 0}, {"name": "IPC$", "type": 0x80000003}]}
    assert len(freed) == 1


def test_without_the_server_nothing_is_shared_and_a_refusal_is_one() -> None:
    library, freed = net_shares(2114)
    assert shares.shares(lambda _name: library) == {"shares": []}
    library, freed = net_shares(5)
    with pytest.raises(Refused):
        shares.shares(lambda _name: library)
    assert len(freed) == 1, "also after a failure"
    library, _ = net_shares(50)
    with pytest.raises(Garbled):
        shares.shares(lambda _name: library)


def test_each_health_stands_for_itself() -> None:
    def health(provider: int, out: Any) -> int:
        out._obj.value = provider
        return 0 if provider == 4 else 1

    library = Library(WscGetSecurityProviderHealth=health)
    assert system.security_health(lambda _name: library) == {"antivirus": 4}
    library = Library(WscGetSecurityProviderHealth=lambda _provider, _out: 1)
    with pytest.raises(Missing):
        system.security_health(lambda _name: library)
