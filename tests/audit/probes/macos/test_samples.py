"""What INDEX.md says of each sample of a Mac kept beside the repository: the check's verdict on it."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePath

import pytest

from peerkit.audit.checks.automatic_login_off import automatic_login_off
from peerkit.audit.checks.camera_ready import camera_ready
from peerkit.audit.checks.disk_encrypted import disk_encrypted
from peerkit.audit.checks.firewall_on import firewall_on
from peerkit.audit.checks.guest_account_off import guest_account_off
from peerkit.audit.checks.malware_guard_on import malware_guard_on
from peerkit.audit.checks.power_ready import power_ready
from peerkit.audit.checks.remote_login_safe import remote_login_safe
from peerkit.audit.checks.screen_locks import screen_locks
from peerkit.audit.checks.updates_automatic import updates_automatic
from peerkit.audit.checks.updates_installed import updates_installed
from peerkit.audit.checks.wifi_protected import wifi_protected
from peerkit.audit.probes.machine import Clock, ReadFile, Refused
from peerkit.audit.probes.macos import hardware
from peerkit.audit.probes.macos.offered import records
from peerkit.audit.probes.macos.savedwifi import KNOWN, names
from peerkit.model.facts import Cameras, Link, PendingUpdates, Power, ScreenLock, WifiInUse, WifiProtection
from peerkit.model.facts_accounts import AutomaticLogin, GuestAccess
from peerkit.model.facts_disk import DiskEncryption
from peerkit.model.facts_remote import RemoteLogin
from peerkit.model.facts_system import AutomaticUpdates, Firewall, MalwareGuard
from peerkit.model.facts_wifi import AddressPolicy, SavedWifi
from peerkit.model.finding import Status
from tests.audit.probes.macos.samples import sample
from tests.audit.probes.macos.scene import NETSTAT, NOW, PORTS, known, only, ran, statuses

F, P, U, N = (Status.FAIL,), (Status.PASS,), (Status.UNKNOWN,), (Status.NOT_APPLICABLE,)
CUSTOM = ran("pmset", "-g", "custom", out="Battery Power:\n displaysleep 2\nAC Power:\n displaysleep 10\n")
SSHD = {ReadFile("/etc/ssh/sshd_config"): b"UsePAM yes\n"}
QUIET = ran("netstat", "-an", "-p", "tcp", out=NETSTAT)


def text(name: str) -> str:
    return sample(name).decode()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("on", P), ("decrypting", F), ("encrypting_only", F), ("encrypting_pending", F), ("restart_needed", F)],
)
def test_filevault(name, expected):
    probe = only(ran("fdesetup", "status", out=text(f"fdesetup_status/{name}.txt")))
    assert statuses(disk_encrypted, probe.get(DiskEncryption)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("immediate_macos26", P), ("immediate_2", P), ("off_macos26", F), ("minus_one_float", F)],
)
def test_screen_lock(name, expected):
    delay = ran("sysadminctl", "-screenLock", "status", err=text(f"sysadminctl_screenLock/{name}.txt"))
    assert statuses(screen_locks, only(delay, CUSTOM).get(ScreenLock)) == expected


@pytest.mark.parametrize(
    ("arguments", "name", "expected"),
    [(("-g", "custom"), "pmset_g_custom/never.txt", F), (("-g",), "pmset_g/macos26_currently_in_use.txt", P)],
)
def test_display_times(arguments, name, expected):
    delay = ran("sysadminctl", "-screenLock", "status", err="x screenLock delay is immediate")
    probe = only(delay, ran("pmset", "-g", "custom"), ran("pmset", *arguments, out=text(name)))
    assert statuses(screen_locks, probe.get(ScreenLock)) == expected


@pytest.mark.parametrize(("name", "expected"), [("off", P), ("user_set", F)])
def test_automatic_login(name, expected):
    probe = only(ran("sysadminctl", "-autologin", "status", err=text(f"sysadminctl_autologin/{name}.txt")))
    assert statuses(automatic_login_off, probe.get(AutomaticLogin)) == expected


def test_guest():
    probe = only(ran("sysadminctl", "-guestAccount", "status", err=text("sysadminctl_guestAccount/enabled.txt")))
    assert statuses(guest_account_off, probe.get(GuestAccess)) == F


@pytest.mark.parametrize(
    ("name", "expected"),
    [("macos15_limit", P), ("macos15_block_all", P), ("macos15_allow_all_off", F), ("macos15_off_unconfirmed", U)],
)
def test_firewall_by_report(name, expected):
    out = text(f"system_profiler/SPFirewallDataType/{name}.json")
    probe = only(ran("system_profiler", "-json", "SPFirewallDataType", out=out))
    assert statuses(firewall_on, probe.get(Firewall)) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("state0", F), ("state1_stealth_on", P), ("state2_block_all", P), ("legacy_wording", P)]
)
def test_firewall_by_tool(name, expected):
    probe = only(ran("socketfilterfw", "--getglobalstate", out=text(f"socketfilterfw/{name}.txt")))
    assert statuses(firewall_on, probe.get(Firewall)) == expected


def test_updates():
    path = "/Library/Preferences/com.apple.SoftwareUpdate.plist"
    probe = only({ReadFile(path): sample("defaults_SoftwareUpdate/reconstructed_partial.plist"), Clock(): NOW})
    assert statuses(updates_automatic, probe.get(AutomaticUpdates)) == F
    waiting = probe.get(PendingUpdates)
    assert statuses(updates_installed, waiting) == F
    assert isinstance(waiting, PendingUpdates)
    assert (waiting.count, int(waiting.list_age or 0)) == (1, 142)


@pytest.mark.parametrize(
    ("name", "expected"), [("macos14plus_words", F), ("old_truefalse_ssh_on", F), ("absent_label", P)]
)
def test_remote_login(name, expected):
    told = ran("launchctl", "print-disabled", "system", out=text(f"launchctl_print_disabled/{name}.txt"))
    assert statuses(remote_login_safe, only(told, SSHD, QUIET).get(RemoteLogin)) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("battery_78", P), ("battery_no_estimate", F), ("desktop_no_battery", N)]
)
def test_battery(name, expected):
    probe = only(ran("pmset", "-g", "batt", out=text(f"pmset_g_batt/{name}.txt")))
    assert statuses(power_ready, probe.get(Power)) == expected


@pytest.mark.parametrize(
    ("name", "expected", "count"), [("facetime_hd_builtin", P, 1), ("builtin_plus_virtual", P, 1), ("none", F, 0)]
)
def test_cameras(name, expected, count):
    out = text(f"system_profiler/SPCameraDataType/{name}.json")
    found = only(ran("system_profiler", "-json", "SPCameraDataType", out=out)).get(Cameras)
    assert statuses(camera_ready, found) == expected
    assert isinstance(found, Cameras)
    assert len(found.cameras) == count


@pytest.mark.parametrize(
    ("name", "expected", "ssid"),
    [
        ("macos10.15.7_open", F, None),
        ("macos12.7.2_wpa2_connected", P, b"SSID-4"),
        ("macos12.7.2_not_associated", N, b""),
        ("macos15.5_iphone_hotspot_plus_awdl0", P, b"SSID-1"),
        ("macos26_redacted_wpa3_transition", P, b""),
    ],
)
def test_wifi_by_report(name, expected, ssid):
    out = text(f"system_profiler/SPAirPortDataType/{name}.json")
    found = only(ran("system_profiler", "-json", "SPAirPortDataType", out=out)).get(WifiInUse)
    assert statuses(wifi_protected, found) == expected
    assert isinstance(found, WifiInUse)
    assert ssid is None or found.ssid == ssid


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wired", N),
        ("hostile_spoofed_security", F),
        ("macos15.6_redacted_wpa2_tail", P),
        ("hostile_dhcp_packet_wpa3", P),
        ("open_redacted_with_dhcp_packet", F),
    ],
)
def test_wifi_by_summary(name, expected):
    told = ran("ipconfig", "getsummary", "en0", out=text(f"ipconfig_getsummary/{name}.txt"))
    found = only(told, ran("networksetup", "-listallhardwareports", out=PORTS)).get(WifiInUse)
    assert statuses(wifi_protected, found) == expected


@pytest.mark.parametrize("name", ["plist", "bplist"])
def test_saved_networks(name):
    found = only(known(sample(f"plist_known_networks/macos15_mixed_private_mac.{name}"))).get(SavedWifi)
    assert isinstance(found, SavedWifi)
    by_name = {network.ssid.decode(): network for network in found.networks}
    cafe = by_name["CafeGuest"]
    assert (cafe.protection, cafe.joins_itself, cafe.address) == (WifiProtection.OPEN, True, AddressPolicy.BUILT_IN)
    old = by_name["Café ☕"]
    assert (old.protection, old.joins_itself, old.hidden) == (WifiProtection.WEP, False, True)
    assert by_name["OldWPA"].protection is WifiProtection.WPA
    assert by_name["Enhanced"].protection is WifiProtection.OWE


def test_saved_networks_without_the_right_to_look():
    said = text("plist_known_networks/stderr_permission_denied.txt")
    listed = text("networksetup/listpreferred_macos15.7_no_header.txt")
    replies = ran("networksetup", "-listpreferredwirelessnetworks", "en0", out=listed)
    ports = ran("networksetup", "-listallhardwareports", out=PORTS)
    found = only({KNOWN: Refused(said.strip())}, replies, ports).get(SavedWifi)
    assert isinstance(found, SavedWifi)
    assert "the 2 saved networks" in found.blind_spot
    assert "Full Disk Access" in found.blind_spot


def test_adapters():
    told = ran("networksetup", "-listallhardwareports", out=text("networksetup/listallhardwareports.txt"))
    found = hardware.ports(only(told).machine)
    assert Link.WIFI in {port.link for port in found}
    assert all(re.fullmatch(r"[a-z]+[0-9]+", port.device) for port in found)


def test_names_of_saved_networks():
    assert names(text("networksetup/listpreferred_macos15.7_no_header.txt")) == ["HomeWifi", "Cafe Net"]


@pytest.mark.parametrize(("name", "expected"), [("disabled", F)])
def test_gatekeeper(name, expected):
    found = only(ran("spctl", "--status", out=text(f"spctl_status/{name}.txt"))).get(MalwareGuard)
    assert statuses(malware_guard_on, found) == expected


@pytest.mark.parametrize("name", ["off_empty", "off_key_absent"])
def test_focus_that_nobody_switched_on(name):
    assert records(text(f"focus_Assertions_json/{name}.json")) == 0


# Sources that are not asked, each with the reason. What is asked in their place stands in the readers.
NOT_ASKED = {
    "airport": "the program does nothing but warn since macOS 14.4; ipconfig and system_profiler tell the same",
    "wdutil": "wants root, and says None both for an open network and for none; ipconfig needs no root",
    "systemsetup_getremotelogin": "wants root, and without Full Disk Access says Off while the server runs",
    "security_find_generic_password": "opens a window that asks for an administrator's password, for each network",
}

# Single samples of sources that are asked, each with the reason why it is not.
NOT_READ = {
    "networksetup/remove_not_found.txt": "an answer to taking a network out of the list, which PeerKit never does",
}


def test_every_sample_is_read_here_or_not_asked_for_a_reason():
    here = Path(__file__).read_text("utf-8")
    listed = [entry["file"] for entry in json.loads(sample("index.json"))]
    assert len(listed) > 50
    asked = [PurePath(file) for file in listed if file.split("/")[0] not in NOT_ASKED and file not in NOT_READ]
    assert {file for file in asked if file.stem not in here} == set()
    assert set(NOT_ASKED) <= {file.split("/")[0] for file in listed}
    assert set(NOT_READ) <= set(listed)
