"""The samples beside the repository: each in the form the probe asks for has the verdict its index names.

What is not asked is named at the end, with the reason.
"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePath
from typing import Any

import pytest

from peerkit.audit.checks.automatic_login_off import automatic_login_off
from peerkit.audit.checks.camera_and_microphone_switches import camera_and_microphone_switches
from peerkit.audit.checks.disk_encrypted import disk_encrypted
from peerkit.audit.checks.firewall_on import firewall_on
from peerkit.audit.checks.guest_account_off import guest_account_off
from peerkit.audit.checks.lockout_after_failures import lockout_after_failures
from peerkit.audit.checks.password_rules_length_first import password_rules_length_first
from peerkit.audit.checks.power_ready import power_ready
from peerkit.audit.checks.saved_open_networks_wait import saved_open_networks_wait
from peerkit.audit.checks.saved_wifi_modern import saved_wifi_modern
from peerkit.audit.checks.screen_locks import screen_locks
from peerkit.audit.checks.updates_automatic import updates_automatic
from peerkit.audit.checks.wifi_address_random import wifi_address_random
from peerkit.audit.checks.wifi_passphrases_strong import wifi_passphrases_strong
from peerkit.audit.passwords.wifi_files import Malformed, without_secrets
from peerkit.audit.probes.machine import Garbled, Missing
from peerkit.audit.runner import judge
from peerkit.model.check import OS, Check
from peerkit.model.facts import Power, Unknown
from tests.audit.probes.windows.samples import samples, text
from tests.audit.probes.windows.scenes import ADAPTER, CONSENT, Windows


def statuses(check: Check, machine: Windows) -> set[str]:
    from peerkit.audit.probes.windows import WindowsProbe

    return {finding.status.value for finding in judge(check, WindowsProbe(machine), OS.WINDOWS)}


def from_registry(machine: Windows, told: str) -> Windows:
    """The values of a ``.reg`` file or of ``reg query`` in place of the machine's own."""
    hives = {"HKEY_LOCAL_MACHINE": "HKLM", "HKEY_CURRENT_USER": "HKCU"}
    for line in told.replace("Software", "SOFTWARE").splitlines():
        if found := re.fullmatch(r"\[?(HKEY_\w+)\\(.+?)\]?", line.strip()):
            path = f"{hives[found[1]]}\\{found[2]}"
        elif found := re.fullmatch(r'"(.+)"="(.*)"', line.strip()) or re.fullmatch(r"\s+(\S+)\s+REG_SZ\s+(.*)", line):
            machine.set(path, **{found[1]: found[2]})
        elif found := re.fullmatch(r"\s+(\S+)\s+REG_DWORD\s+0x([0-9a-f]+)", line):
            machine.set(path, **{found[1]: int(found[2], 16)})
    return machine


@pytest.mark.parametrize(("name", "expected"), [("autologon_lsa_secret", "fail"), ("off", "pass")])
def test_winlogon(name: str, expected: str) -> None:
    told = text(samples("reg_query_winlogon") / f"{name}.txt")
    head = "" if "HKEY" in told else r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon" + "\n"
    assert statuses(automatic_login_off, from_registry(Windows(), head + told)) == {expected}


def test_a_screen_saver_that_asks() -> None:
    machine = Windows()
    machine.keys[r"HKCU\Control Panel\Desktop"] = {}
    from_registry(machine, text(samples("reg_query_desktop") / "screensaver_on_secure_10min.txt"))
    assert statuses(screen_locks, machine) == {"pass"}


def test_a_pause_until_2051() -> None:
    told = text(samples("reg_WindowsUpdate_UX") / "paused_until_2051.reg")
    assert statuses(updates_automatic, from_registry(Windows(), told)) == {"fail"}


def test_consent() -> None:
    machine = Windows()
    for name in ("webcam", "microphone"):
        del machine.keys[rf"HKLM\{CONSENT}\{name}"]
    from_registry(machine, text(samples("consentstore_reg") / "camera_mic_allow.reg"))
    assert statuses(camera_and_microphone_switches, machine) == {"pass"}


def test_battery() -> None:
    expected = ({"pass"}, {"pass"}, {"fail"}, {"not_applicable"}, {"unknown"})
    for told, verdict in zip(json.loads(text(samples("SystemPowerStatus") / "examples.json")), expected, strict=True):
        machine = Windows()
        machine.told["power"] = {
            "ac": told["ACLineStatus"], "flag": told["BatteryFlag"], "percent": told["BatteryLifePercent"],
            "seconds": told["BatteryLifeTime"],
        }  # fmt: skip
        assert statuses(power_ready, machine) == verdict, told
    assert isinstance(machine.get(Power), Unknown)


def test_bitlocker_in_numbers() -> None:
    (told,) = json.loads(text(samples("Get-BitLockerVolume") / "json_enum_numbers.json"))
    machine = Windows()
    machine.subjects["encryptable"] = [
        {"letter": told["MountPoint"], "protection": told["ProtectionStatus"], "protectors": [],
         "conversion": int(told["EncryptionPercentage"] == 100)}
    ]  # fmt: skip
    assert statuses(disk_encrypted, machine) == {"pass"}


@pytest.mark.parametrize(("name", "expected"), [("table_on", "pass"), ("table_off_and_unlettered", "fail")])
def test_bitlocker_as_a_table(name: str, expected: str) -> None:
    line = next(line for line in text(samples("Get-BitLockerVolume") / f"{name}.txt").splitlines() if " C: " in line)
    machine = Windows()
    volume = {"letter": "C:", "protection": int(line.split()[-1] == "On"), "conversion": int("FullyEncrypted" in line)}
    machine.subjects["encryptable"] = [volume]
    assert statuses(disk_encrypted, machine) == {expected}


@pytest.mark.parametrize(("name", "expected"), [("all_on_fr_host", "pass"), ("all_off", "fail")])
def test_firewall_profiles(name: str, expected: str) -> None:
    told = text(samples("Get-NetFirewallProfile") / f"{name}.txt")
    on = dict(zip(re.findall(r"^Name +: (\w+)", told, re.M), re.findall(r"^Enabled +: (\w+)", told, re.M), strict=True))
    machine = Windows()
    machine.told["security-health"] = Missing("not asked")
    profiles = [{"type": kind, "on": on[name] == "True", "inbound": 0}
                for kind, name in ((1, "Domain"), (2, "Private"), (4, "Public"))]  # fmt: skip
    machine.subjects["firewall"] = {"in_use": 4, "profiles": profiles, "rules": []}
    assert statuses(firewall_on, machine) == {expected}


def test_one_profile_of_three_is_no_answer() -> None:
    told = text(samples("Get-NetFirewallProfile") / "activestore_snippet.txt")
    assert re.findall(r"^Name +: (\w+)", told, re.M) == ["Domain"]
    machine = Windows()
    machine.subjects["firewall"] = {"in_use": 1, "profiles": [{"type": 1, "on": True, "inbound": 0}], "rules": []}
    assert statuses(firewall_on, machine) == {"unknown"}


SECEDIT = [("gpttmpl_len0.utf16", "fail", "fail", "pass"), ("utf8_no_bom", "fail", "pass", "pass"),
           ("local_guest_on_len0.utf16", "fail", "fail", "fail")]  # fmt: skip


@pytest.mark.parametrize(("name", "length", "lockout", "guest"), SECEDIT)
def test_account_rules(name: str, length: str, lockout: str, guest: str) -> None:
    told = dict(re.findall(r"^(\w+) = (\d+)", text(samples("secedit_export") / f"{name}.inf"), re.M))
    machine = Windows()
    machine.told["password-rules"] = {
        "min_length": int(told["MinimumPasswordLength"]), "lockout_threshold": int(told["LockoutBadCount"]),
        "lockout_seconds": 60 * int(told.get("LockoutDuration", 0)),
    }  # fmt: skip
    machine.subjects["users"] = [
        dict(user, disabled=told.get("EnableGuestAccount") != "1") if user["name"] == "Gast" else user
        for user in machine.subjects["users"]
    ]
    assert statuses(password_rules_length_first, machine) == {length}
    assert statuses(lockout_after_failures, machine) == {lockout}
    assert statuses(guest_account_off, machine) == {guest}


PROFILES: dict[str, list[tuple[Check, str]]] = {
    "open_manual_template": [(saved_wifi_modern, "fail"), (saved_open_networks_wait, "pass")],
    "wpa2psk_protected_dpapi": [(wifi_passphrases_strong, "unknown"), (wifi_address_random, "fail")],
    "wpa2psk_nonascii_ssid_utf8": [(wifi_passphrases_strong, "pass")],
    "wpa2psk_escaped_chars": [(wifi_passphrases_strong, "pass"), (wifi_address_random, "pass")],
    "wpa_personal_tkip_nonbroadcast_doc": [(saved_wifi_modern, "fail")],
    "owe_enhanced_open": [(saved_open_networks_wait, "pass"), (saved_wifi_modern, "pass")],
    "wpapsk_tkip_plain_connector": [(saved_wifi_modern, "fail"), (wifi_passphrases_strong, "fail")],
    "wpapsk_tkip_protected_msft_test": [(saved_wifi_modern, "fail")],
    "wpa3ent_eaptls_export": [(saved_wifi_modern, "pass"), (saved_open_networks_wait, "pass")],
    "wpa3sae_transition_weak_1234567890": [
        (wifi_passphrases_strong, "fail"), (saved_wifi_modern, "pass"), (wifi_address_random, "fail"),
    ],
    "wpa3sae_plain": [(wifi_passphrases_strong, "fail")],
    "xxe_billion_laughs": [(saved_wifi_modern, "unknown")],
    "wep_open_malformed_xmlns": [(saved_wifi_modern, "unknown")],
}  # fmt: skip


def settings_of(raw: bytes) -> Any:
    try:
        return without_secrets("wlan-profile", "", raw)[0]
    except Malformed as reason:
        return Garbled(str(reason))


@pytest.mark.parametrize("name", PROFILES)
def test_profiles(name: str) -> None:
    machine = Windows()
    machine.saved[f"wlan/{ADAPTER}/Blue Door"] = settings_of((samples("wlan_profile_xml") / f"{name}.xml").read_bytes())
    for check, expected in PROFILES[name]:
        found = statuses(check, machine)
        assert expected in found, check.id
        assert expected == "fail" or "fail" not in found, check.id


_SPEAKS = "it answers in the language of the display"
# Sources that are not asked, each with the reason, and with what is asked in its place.
NOT_ASKED = {
    "netsh_wlan_show_interfaces": f"{_SPEAKS}; WlanQueryInterface tells the same in numbers",
    "netsh_wlan_show_networks": f"{_SPEAKS}; WlanGetAvailableNetworkList tells the same in numbers",
    "netsh_wlan_show_profiles": f"{_SPEAKS}, and names may hold colons; WlanGetProfileList has no such text",
    "netsh_wlan_show_profile_name": f"{_SPEAKS}, in a code page that damages names; WlanGetProfile gives XML",
    "netsh_advfirewall": f"{_SPEAKS}; HNetCfg.FwPolicy2 tells what is in effect in numbers",
    "net_accounts": f"{_SPEAKS}; NetUserModalsGet tells the same in numbers",
    "manage-bde_status": f"{_SPEAKS}, and administrators alone; Win32_EncryptableVolume tells it in numbers",
    "Get-MpComputerStatus": "it knows Microsoft's own antivirus only; Windows Security knows those of every maker",
}


def test_every_sample_is_read_here_or_not_asked_for_a_reason() -> None:
    here = Path(__file__).read_text("utf-8")
    listed = [PurePath(entry["file"]) for entry in json.loads(text(samples(".") / "index.json"))]
    assert len(listed) > 50
    assert {file for file in listed if file.parts[0] not in NOT_ASKED and file.stem not in here} == set()
    assert set(NOT_ASKED) <= {file.parts[0] for file in listed}
