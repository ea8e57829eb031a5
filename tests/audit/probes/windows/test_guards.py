"""Disks, firewall, screen lock and folders: what guards the machine, in the states that are easily taken for good."""

from __future__ import annotations

from typing import Any

import pytest

from peerkit.audit.checks.disk_encrypted import disk_encrypted
from peerkit.audit.checks.firewall_on import firewall_on
from peerkit.audit.probes.machine import Environ, Garbled, Missing, ReadFile
from peerkit.audit.probes.windows.homes import mode_of
from peerkit.model.facts import ScreenLock, Unknown
from peerkit.model.facts_disk import DiskEncryption, DiskUnlock, Guard, Swap
from peerkit.model.facts_privacy import Keyring, PrivateFolders
from peerkit.model.facts_remote import RemoteLogin, SshState
from peerkit.model.facts_system import Firewall, Inbound
from peerkit.model.finding import Status, Verdict
from tests.audit.probes.windows.scenes import CURRENT, POLICIES, SID, Windows

FIREWALL = r"HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
SSHD = ReadFile(r"C:\ProgramData\ssh\sshd_config")
DESKTOP = r"HKCU\Control Panel\Desktop"


def status(check: Any, fact: Any) -> Status:
    found = check(fact)
    assert isinstance(found, Verdict)
    return found.status


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, Status.UNKNOWN), (1, Status.PASS), (2, Status.FAIL), (3, Status.UNKNOWN), (4, Status.FAIL), (5, Status.FAIL),
     (6, Status.PASS), (7, Status.UNKNOWN), (8, Status.FAIL), (None, Status.UNKNOWN)],
)  # fmt: skip
def test_bitlocker_that_is_paused_or_waits_is_not_on(number: int | None, expected: Status) -> None:
    machine = Windows()
    machine.subjects["drives"] = [{"letter": "C:", "bitlocker": number}]
    assert status(disk_encrypted, machine.get(DiskEncryption)) is expected


@pytest.mark.parametrize(
    ("protection", "conversion", "guard"),
    [(1, 1, Guard.ENCRYPTED), (0, 1, Guard.CLEAR), (0, 0, Guard.CLEAR), (0, 2, Guard.UNSEEN), (2, 1, Guard.UNSEEN)],
)
def test_an_administrator_sees_more_and_is_asked_first(protection: int, conversion: int, guard: Guard) -> None:
    machine = Windows()
    volume = {"letter": "C:", "protection": protection, "conversion": conversion, "protectors": [1, 3]}
    machine.subjects["encryptable"] = [volume]
    machine.subjects["drives"] = [{"letter": "C:", "bitlocker": 1}]
    assert machine.get(DiskEncryption).system[0].guard is guard


def test_a_home_on_another_drive_is_judged_by_that_drive() -> None:
    machine = Windows()
    machine.replies = {**machine.replies, Environ("USERPROFILE"): "D:\\Users\\robin"}
    assert machine.get(DiskEncryption).homes[0].guard is Guard.UNSEEN


def test_what_opens_the_drive() -> None:
    machine = Windows()
    assert isinstance(machine.get(DiskUnlock), Unknown)
    volume = {"letter": "C:", "protection": 1, "conversion": 1, "protectors": [4, 3]}
    machine.subjects["encryptable"] = [volume]
    assert machine.get(DiskUnlock).headers[0].opens_itself == ()
    volume["protectors"] = [1, 3]
    assert "TPM" in machine.get(DiskUnlock).headers[0].opens_itself[0]
    volume["protection"] = 0
    assert machine.get(DiskUnlock).headers == ()


def test_page_files_are_as_safe_as_their_drive() -> None:
    machine = Windows()
    assert machine.get(Swap).areas[0].guard is Guard.ENCRYPTED
    machine.subjects["drives"] = [{"letter": "C:", "bitlocker": 5}]
    assert machine.get(Swap).areas[0].guard is machine.get(Swap).system is Guard.CLEAR
    machine.set(r"HKLM\SYSTEM\CurrentControlSet\Policies", NtfsEncryptPagingFile=1)
    assert machine.get(Swap).areas[0].guard is Guard.ENCRYPTED


def test_the_firewall_in_use_counts_and_a_gap_elsewhere_is_an_opening() -> None:
    machine = Windows()
    assert machine.get(Firewall).openings == ()
    profiles = machine.subjects["firewall"]["profiles"]
    profiles = [dict(one, on=one["type"] != 1) for one in profiles]
    machine.subjects["firewall"] = {"in_use": 4, "profiles": profiles, "rules": ["Cinder game", "Cinder game"]}
    assert machine.get(Firewall).openings == ("everyone on work (domain) networks", "Cinder game")
    machine.subjects["firewall"] = {"in_use": 1, "profiles": profiles, "rules": []}
    machine.told["security-health"] = {"firewall": 2}
    assert machine.get(Firewall).ipv4 is Inbound.ALLOWED
    machine.told["security-health"] = {"firewall": 0}
    assert machine.get(Firewall).name == "of another maker"


def test_a_firewall_whose_service_stands_still_guards_nothing() -> None:
    machine = Windows()
    machine.told["security-health"] = Missing("not asked")
    machine.subjects["services"] = [{"name": "MpsSvc", "status": 1, "start": 4}]
    assert status(firewall_on, machine.get(Firewall)) is Status.FAIL


def test_without_powershell_the_registry_tells_and_policy_outdoes_choice() -> None:
    machine = Windows()
    machine.told["security-health"] = Missing("not asked")
    machine.subjects["firewall"] = {"failed": "other"}
    assert isinstance(machine.get(Firewall), Unknown)
    for name in ("DomainProfile", "StandardProfile", "PublicProfile"):
        machine.set(rf"{FIREWALL}\{name}", EnableFirewall=1)
    assert machine.get(Firewall).ipv4 is Inbound.DENIED
    machine.set(rf"HKLM\{POLICIES}\WindowsFirewall\PublicProfile", EnableFirewall=0)
    assert machine.get(Firewall).ipv4 is Inbound.ALLOWED
    machine.set(rf"HKLM\{POLICIES}\WindowsFirewall\PublicProfile", EnableFirewall=1, DefaultInboundAction=0)
    assert machine.get(Firewall).ipv4 is Inbound.ALLOWED


def lock(plan: dict[str, Any] | None = None, **desktop: Any) -> ScreenLock:
    machine = Windows().set(DESKTOP, **desktop)
    machine.told["power-plan"] = machine.told["power-plan"] | (plan or {})
    found = machine.get(ScreenLock)
    assert isinstance(found, ScreenLock)
    return found


NO_SAVER = {"ScreenSaverIsSecure": "0"}


@pytest.mark.parametrize(
    ("plan", "desktop", "after", "why"),
    [
        ({}, {}, 600, ""),
        ({}, {"SCRNSAVE.EXE": ""}, None, "only on battery"),
        ({}, NO_SAVER, None, "only on battery"),
        ({"sleep_ac": 900}, NO_SAVER, 900, ""),
        ({"sleep_ac": 900, "lock_ac": 0}, NO_SAVER, None, "only on battery"),
        ({"sleep_dc": 0}, NO_SAVER, None, "no screen saver"),
        ({"modern_standby": True}, NO_SAVER, 300, ""),
        ({"modern_standby": True}, {**NO_SAVER, "DelayLockInterval": 900}, 1200, ""),
        ({"modern_standby": True}, {**NO_SAVER, "DelayLockInterval": 0xFFFFFFFF}, None, "no screen saver"),
    ],
)
def test_a_dark_screen_is_no_lock(plan: dict[str, Any], desktop: dict[str, Any], after: int | None, why: str) -> None:
    found = lock(plan, **desktop)
    assert found.after == after
    assert why in found.weakness


def test_policies_on_the_lock() -> None:
    system = rf"{CURRENT}\Policies\System"
    assert Windows().set(rf"HKLM\{system}", InactivityTimeoutSecs=120).get(ScreenLock).after == 120
    assert Windows().set(rf"HKCU\{system}", DisableLockWorkstation=1).get(ScreenLock).after is None
    own = rf"HKCU\{POLICIES}\Windows\Control Panel\Desktop"
    assert Windows().set(own, ScreenSaveTimeOut="60").get(ScreenLock).after == 60
    wake = rf"HKLM\{POLICIES}\Power\PowerSettings\0e796bdb-100d-47d6-a2d5-f7d2daa51f51"
    machine = Windows().set(wake, ACSettingIndex=0, DCSettingIndex=0).set(DESKTOP, **NO_SAVER)
    machine.told["power-plan"] = machine.told["power-plan"] | {"sleep_ac": 60}
    assert machine.get(ScreenLock).after is None


def test_a_power_plan_that_does_not_tell_is_not_taken_for_one_that_never_locks() -> None:
    machine = Windows()
    machine.told["power-plan"] = machine.told["power-plan"] | {"lock_ac": None, "lock_dc": None}
    assert machine.get(ScreenLock).after == 600, "the screen saver is proof enough"
    assert isinstance(machine.set(DESKTOP, **NO_SAVER).get(ScreenLock), Unknown)


def test_a_desktop_without_a_battery_needs_no_lock_on_battery() -> None:
    machine = Windows().set(DESKTOP, **NO_SAVER)
    machine.told["power-plan"] = machine.told["power-plan"] | {"sleep_ac": 300, "sleep_dc": 0}
    assert machine.get(ScreenLock).after is None
    machine.told["power"] = {"ac": 1, "flag": 128, "percent": 255, "seconds": 0}
    assert machine.get(ScreenLock).after == 300


RIGHTS = [
    ("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;SELF)", 0o700),
    ("D:(A;OICI;0x1200a9;;;BU)(A;OICI;FA;;;SELF)", 0o705),
    ("D:(A;OICIIO;GA;;;WD)", 0o700),
    ("D:(A;;FA;;;WD)", 0o707),
    ("D:(A;;FR;;;S-1-5-21-1-2-3-1002)", 0o704),
    ("D:(A;OICI;0x1200a9;;;S-1-15-2-1)(D;;FA;;;WD)", 0o700),
    ("D:NO_ACCESS_CONTROL", 0o707),
]


@pytest.mark.parametrize(("sddl", "mode"), RIGHTS)
def test_rights_as_bits(sddl: str, mode: int) -> None:
    assert mode_of(sddl.replace("SELF", SID), SID) == mode


@pytest.mark.parametrize("sddl", ["", "O:SY", "D:(A;;FA)"])
def test_rights_that_cannot_be_read_are_no_rights(sddl: str) -> None:
    with pytest.raises(Garbled):
        mode_of(sddl, SID)


def test_the_folders_of_a_home() -> None:
    fact = Windows().get(PrivateFolders)
    assert fact.homes[0].home.mode == 0o700
    assert [one.path for one in fact.homes[0].inside] == ["C:\\Users\\robin\\Documents"]


def test_the_credential_manager_is_where_windows_keeps_it() -> None:
    assert len(Windows().get(Keyring).files) == 1
    machine = Windows()
    machine.replies = {}
    assert isinstance(machine.get(Keyring), Unknown)


def test_an_ssh_server_is_judged_by_its_settings() -> None:
    machine = Windows()
    machine.subjects["services"] = [{"name": "sshd", "status": 4, "start": 2}]
    assert isinstance(machine.get(RemoteLogin), Unknown)
    text = b"PasswordAuthentication no\r\nMatch Group administrators\r\n AuthorizedKeysFile x\r\n"
    machine.replies[SSHD] = text
    assert not any(rules.passwords for rules in machine.get(RemoteLogin).rules)
    machine.replies[SSHD] = b"Port 22\r\n"
    assert machine.get(RemoteLogin).rules[0].passwords
    machine.subjects["services"] = [{"name": "sshd", "status": 1, "start": 3}]
    assert machine.get(RemoteLogin).state is SshState.OFF
