"""Each reader over the well-kept machine and over what goes wrong on real ones."""

from __future__ import annotations

from datetime import date

import pytest

from peerkit.audit.probes.machine import Missing, Refused
from peerkit.model.facts import (
    Cameras,
    Internet,
    Link,
    LoginPassword,
    Microphone,
    Network,
    OutputKind,
    PasswordState,
    PendingUpdates,
    Power,
    ScreenLock,
    Speaker,
    Unknown,
    WifiInUse,
    WifiProtection,
)
from peerkit.model.facts_accounts import (
    AutomaticLogin,
    DailyAccount,
    EmptyPasswords,
    GuestAccess,
    Lockout,
    PasswordRules,
)
from peerkit.model.facts_privacy import LocationServices, PrivacySwitches, PrivateFolders, RecordingPrograms
from peerkit.model.facts_remote import RemoteLogin, SshState
from peerkit.model.facts_system import (
    AutomaticUpdates,
    ListeningPorts,
    Listing,
    OsSupport,
    RestartPending,
    SecureBoot,
    SecureBootState,
    UpdateMode,
)
from peerkit.model.facts_wifi import WifiNearby
from tests.audit.probes.windows.scenes import CONSENT, CURRENT, NT, POLICIES, Windows

PAUSE = r"HKLM\SOFTWARE\Microsoft\WindowsUpdate\UX\Settings"


def test_the_well_kept_machine_answers_nearly_everything() -> None:
    machine = Windows()
    assert machine.get(SecureBoot).state is SecureBootState.ON
    assert machine.get(AutomaticLogin).let_in == ()
    assert machine.get(GuestAccess).accounts == ()
    assert machine.get(DailyAccount).people[0].powers == ()
    assert machine.get(LoginPassword).state is PasswordState.SET
    assert machine.get(EmptyPasswords).services == ()
    assert machine.get(PasswordRules).shortest == 12
    assert machine.get(AutomaticUpdates).mode is UpdateMode.INSTALLS
    assert machine.get(RestartPending).needed is False
    assert machine.get(RemoteLogin).state is SshState.ABSENT
    assert machine.get(ScreenLock).after == 600
    assert machine.get(LocationServices).on is False
    assert machine.get(PrivacySwitches).camera_on
    assert machine.get(WifiInUse).protection is WifiProtection.WPA3
    assert [one.port for one in machine.get(ListeningPorts).listeners] == [5353]
    assert machine.get(PendingUpdates).list_age == pytest.approx(2 / 24)
    assert machine.get(Network).link is Link.WIFI


def test_automatic_login_is_told_with_its_account_whatever_the_form_of_the_switch() -> None:
    for switch in ("1", 1, " 1 "):
        machine = Windows().set(rf"HKLM\{NT}\Winlogon", AutoAdminLogon=switch, DefaultPassword="present")
        assert [one.account for one in machine.get(AutomaticLogin).let_in] == ["robin"]
        assert "clear text" in machine.get(AutomaticLogin).evidence[0].seen
        assert machine.get(LoginPassword).state is PasswordState.NOT_ASKED


def test_the_guest_is_known_by_number_in_any_language() -> None:
    machine = Windows()
    machine.subjects["users"] = [dict(user, disabled=False) for user in machine.subjects["users"]]
    assert machine.get(GuestAccess).accounts == ("Gast",)


def test_a_password_that_cannot_be_seen_is_not_claimed() -> None:
    machine = Windows()
    machine.told["pin"] = {"set": False}
    machine.told["password-rules"] = {"min_length": 0, "lockout_threshold": 0, "lockout_seconds": 1800}
    for need in (LoginPassword, EmptyPasswords):
        fact = machine.get(need)
        assert isinstance(fact, Unknown)
        assert "never tries" in fact.reason
        assert "Windows+L" in fact.hint


@pytest.mark.parametrize(("by", "value"), [("sid", "S-1-12-1-1-2-3-4"), ("user", "MicrosoftAccount\\robin")])
def test_accounts_of_microsoft_have_a_password(by: str, value: str) -> None:
    machine = Windows()
    machine.told["pin"] = {"set": False}
    if by == "sid":
        machine.told["token"] = dict(machine.told["token"], sid=value)
    else:
        machine.set(rf"HKLM\{CURRENT}\Authentication\LogonUI", LastLoggedOnUser=value)
    assert machine.get(LoginPassword).state is PasswordState.SET


def test_settings_of_another_account_are_not_taken_for_those_of_the_person() -> None:
    machine = Windows()
    machine.told["token"] = dict(machine.told["token"], account="helper", administrator=True, elevated=True)
    for need in (ScreenLock, PrivacySwitches, LocationServices, DailyAccount, LoginPassword, PrivateFolders):
        fact = machine.get(need)
        assert isinstance(fact, Unknown), need
        assert "without administrator" in fact.hint


@pytest.mark.parametrize(("seconds", "spoken"), [(600, 600), (0xFFFFFFFF, None), (0, None)])
def test_lockout(seconds: int, spoken: int | None) -> None:
    machine = Windows()
    machine.told["password-rules"] = {"min_length": 0, "lockout_threshold": 10, "lockout_seconds": seconds}
    fact = machine.get(Lockout)
    assert (fact.tries, fact.seconds, fact.remote) == (10, spoken, False)
    assert machine.get(PasswordRules).shortest is None


UPDATES = [
    (rf"HKLM\{POLICIES}\Windows\WindowsUpdate\AU", {"NoAutoUpdate": 1}, "policy"),
    (rf"HKLM\{POLICIES}\Windows\WindowsUpdate\AU", {"AUOptions": 3}, "policy"),
    (PAUSE, {"PauseUpdatesExpiryTime": "2051-12-31T00:00:00Z"}, "paused until 2051-12-31"),
    (PAUSE, {"PauseUpdatesExpiryTime": "2026-11-20T00:00:00Z"}, ""),
    (PAUSE, {"PauseUpdatesExpiryTime": ""}, ""),
]


@pytest.mark.parametrize(("path", "values", "reason"), UPDATES)
def test_what_stops_updates(path: str, values: dict[str, object], reason: str) -> None:
    fact = Windows().set(path, **values).get(AutomaticUpdates)
    assert (fact.mode is UpdateMode.OFF) == bool(reason)
    assert reason in fact.reason


def test_a_service_that_is_switched_off_stops_updates_and_a_broken_date_is_not_a_pause() -> None:
    machine = Windows()
    machine.subjects["services"] = [{"name": "wuauserv", "status": 1, "start": 4}]
    assert "wuauserv" in machine.get(AutomaticUpdates).reason
    assert isinstance(Windows().set(PAUSE, PauseUpdatesExpiryTime="soon").get(AutomaticUpdates), Unknown)


@pytest.mark.parametrize("mark", [
    rf"{CURRENT}\WindowsUpdate\Auto Update\RebootRequired", rf"{CURRENT}\Component Based Servicing\RebootPending",
])  # fmt: skip
def test_a_mark_asks_for_a_restart(mark: str) -> None:
    assert Windows().set(rf"HKLM\{mark}").get(RestartPending).needed


SUPPORT = [
    ("26200", "25H2", "Core", Listing.DATED, date(2027, 10, 12), "Windows 11 25H2 Home"),
    ("26100", "24H2", "Professional", Listing.DATED, date(2026, 10, 13), "Windows 11 24H2 Pro"),
    ("22631", "23H2", "Enterprise", Listing.DATED, date(2026, 11, 10), "Windows 11 23H2 Enterprise"),
    ("19045", "22H2", "Professional", Listing.DATED, date(2025, 10, 14), "Windows 10 22H2 Pro"),
    ("19044", "21H2", "EnterpriseS", Listing.DATED, date(2027, 1, 12), "Windows 10 21H2 EnterpriseS"),
    ("19044", "21H2", "IoTEnterpriseS", Listing.UNKNOWN, None, "Windows 10 21H2 IoTEnterpriseS"),
    ("29999", "27H1", "Core", Listing.NEWER, None, "Windows 11 27H1 Home"),
    ("20348", "21H2", "Core", Listing.UNKNOWN, None, "Windows 10 21H2 Home"),
]


@pytest.mark.parametrize(("build", "version", "edition", "listing", "ends", "name"), SUPPORT)
def test_support(build: str, version: str, edition: str, listing: Listing, ends: date | None, name: str) -> None:
    machine = Windows().set(rf"HKLM\{NT}", CurrentBuild=build, DisplayVersion=version, EditionID=edition)
    fact = machine.get(OsSupport)
    assert (fact.listing, fact.ends, fact.name) == (listing, ends, name)
    assert bool(fact.longer) == (build == "19045")


def test_a_server_is_not_judged_as_a_client() -> None:
    assert Windows().set(rf"HKLM\{NT}", InstallationType="Server").get(OsSupport).listing is Listing.UNKNOWN


def test_a_machine_without_uefi_has_no_secure_boot() -> None:
    machine = Windows()
    del machine.keys[r"HKLM\SYSTEM\CurrentControlSet\Control\SecureBoot\State"]
    assert isinstance(machine.get(SecureBoot), Unknown)
    machine.told["firmware"] = {"type": 1}
    assert machine.get(SecureBoot).state is SecureBootState.NO_UEFI


@pytest.mark.parametrize(
    ("kind", "level", "link", "internet"),
    [(6, 3, Link.CABLE, Internet.WORKS), (71, 2, Link.WIFI, Internet.SIGN_IN_PAGE),
     (243, 1, Link.MOBILE, Internet.LIMITED), (131, 3, Link.OTHER, Internet.WORKS),
     (None, 0, Link.NONE, Internet.NONE)],
)  # fmt: skip
def test_network(kind: int | None, level: int, link: Link, internet: Internet) -> None:
    machine = Windows()
    machine.subjects["network"] = {"kind": kind, "level": level}
    fact = machine.get(Network)
    assert (fact.link, fact.internet) == (link, internet)


def test_no_device_is_an_answer_and_no_answer_is_none() -> None:
    machine = Windows()
    machine.told["sound"] = {"speaker": None, "microphone": None}
    assert machine.get(Microphone).present is machine.get(Speaker).present is False
    machine.told["sound"] = Missing("no sound functions here")
    assert isinstance(machine.get(Speaker), Unknown)
    machine.told["sound"] = {"speaker": {"name": "Lautsprecher", "form": 1, "muted": True, "volume": 2}}
    fact = machine.get(Speaker)
    assert (fact.kind, fact.muted, fact.volume) == (OutputKind.SPEAKER, True, None)


def test_who_uses_the_camera_is_told_and_a_switch_in_the_settings_counts() -> None:
    machine = Windows()
    machine.told["in-use"] = {"webcam": ["Zoom.exe"], "microphone": ["Zoom.exe"]}
    assert machine.get(Cameras).cameras[0].held_by == ("Zoom.exe",)
    assert machine.get(RecordingPrograms).listening == ("Zoom.exe",)
    machine.set(rf"HKCU\{CONSENT}\webcam\NonPackaged", Value="Deny")
    assert machine.get(Cameras).switched_off
    assert machine.get(PrivacySwitches).camera_on is False
    assert machine.get(PrivacySwitches).microphone_on


def test_a_policy_outdoes_the_switches() -> None:
    machine = Windows().set(rf"HKLM\{POLICIES}\Windows\AppPrivacy", LetAppsAccessMicrophone=2)
    assert machine.get(PrivacySwitches).microphone_on is False
    machine = Windows().set(rf"HKLM\{CONSENT}\location", Value="Allow")
    assert machine.get(LocationServices).on
    machine.set(rf"HKLM\{POLICIES}\Windows\LocationAndSensors", DisableLocation=1)
    assert machine.get(LocationServices).on is False


def test_sharing_and_recorders() -> None:
    machine = Windows().set(r"HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server", fDenyTSConnections=0)
    machine.subjects["recorders"] = ["OBS64", "anydesk", "notepad"]
    fact = machine.get(RecordingPrograms)
    assert [one.program for one in fact.running] == ["AnyDesk", "obs64"]
    assert fact.sharing == ("RDP",)
    assert machine.get(Lockout).remote
    machine.set(rf"HKLM\{POLICIES}\Windows NT\Terminal Services", fDenyTSConnections=1)
    assert machine.get(RecordingPrograms).sharing == ()


def test_power_on_a_machine_without_a_battery() -> None:
    machine = Windows()
    machine.told["power"] = {"ac": 1, "flag": 128, "percent": 255, "seconds": 0xFFFFFFFF}
    assert machine.get(Power).battery is False


def test_without_location_the_kind_comes_from_elsewhere_and_what_is_in_reach_stays_unknown() -> None:
    machine = Windows()
    adapter = machine.told["wlan"]["interfaces"][0]["id"]
    machine.told["wlan"] = {"interfaces": [{"id": adapter, "state": 1, "refused": True, "nearby_refused": True}]}
    in_use = machine.get(WifiInUse)
    assert isinstance(in_use, Unknown)
    assert "Location" in in_use.hint
    assert isinstance(machine.get(WifiNearby), Unknown)
    machine.subjects["network"] = {"level": 3, "kind": 71, "wifi": {"profile": "Blue Door", "auth": 8, "cipher": 6}}
    assert (machine.get(WifiInUse).ssid, machine.get(WifiInUse).protection) == (b"Blue Door", WifiProtection.WPA2)
    machine.subjects["network"]["wifi"] = {"profile": "Blue Door", "auth": 1, "cipher": 1}
    assert machine.get(WifiInUse).protection is WifiProtection.WPA3, "as saved"


def test_one_subject_that_fails_leaves_the_others() -> None:
    machine = Windows()
    machine.subjects["cameras"] = {"failed": "refused"}
    fact = machine.get(Cameras)
    assert isinstance(fact, Unknown)
    assert "administrator" in fact.hint
    assert machine.get(Network).link is Link.WIFI
    machine.told["power"] = Refused("no")
    assert isinstance(machine.get(Power), Unknown)
