"""Recorded Macs, replayed: versions 13 to 26, four languages, with and without an administrator."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from peerkit.audit.audit import AUDITED, run_audit, shown
from peerkit.audit.probes import for_recording
from peerkit.audit.probes.macos import MacProbe
from peerkit.audit.probes.recorded import load_recording
from peerkit.audit.probes.recording import write_recording
from peerkit.model.facts import Internet, Link, Network, OutputKind, Power, ScreenLock, Speaker, WifiInUse
from peerkit.model.facts import WifiProtection as Kind
from peerkit.model.finding import Finding
from peerkit.model.settings import Settings
from tests.audit.test_recordings import bare, by_status

HERE = Path(__file__).parents[1] / "recordings" / "macos"
MADE_AT = "2026-11-20T14:30:00Z"
NAMES = {
    "hostile", "sequoia-15-sudo", "sequoia-15-well-kept", "sonoma-14-french-neglected", "tahoe-26-japanese",
    "tahoe-26-managed-desktop", "ventura-13-german",
}  # fmt: skip
# What no Mac tells a program, or no made-up Mac here has a list for.
NEVER_KNOWN = {"camera-and-microphone-switches", "restart-not-pending", "wifi-trusted"}
EXPECTED = {
    "ventura-13-german": (
        "firewall-on os-supported password-rules-length-first",
        (
            "automatic-login-off disk-encrypted guest-account-off no-weaker-twin remote-login-safe screen-locks"
            " secure-boot-on"
            " swap-encrypted updates-automatic updates-installed wifi-protected daily-account-not-administrator"
        ),
        "saved-wifi-modern no-captive-portal lockout-after-failures login-password-set",
    ),
    "sonoma-14-french-neglected": (
        (
            "automatic-login-off daily-account-not-administrator disk-encrypted firewall-on guest-account-off"
            " location-services-off lockout-after-failures login-password-set no-recording-programs"
            " malware-guard-on sharing-off"
            " password-rules-length-first ports-not-exposed private-folders-private remote-login-safe screen-locks"
            " secure-boot-on updates-automatic updates-installed wifi-protected"
        ),
        "keyring-encrypted swap-encrypted",
        "os-supported saved-open-networks-wait",
    ),
    "sequoia-15-well-kept": (
        "password-rules-length-first",
        (
            "automatic-login-off disk-encrypted firewall-on guest-account-off keyring-encrypted location-services-off"
            " no-recording-programs ports-not-exposed private-folders-private remote-login-safe screen-locks"
            " secure-boot-on updates-automatic updates-installed wifi-protected daily-account-not-administrator"
        ),
        "lockout-after-failures no-weaker-twin os-supported saved-wifi-modern",
    ),
    "sequoia-15-sudo": (
        (
            "saved-open-networks-wait saved-wifi-modern no-hidden-networks wifi-address-random"
            " daily-account-not-administrator"
        ),
        "disk-encrypted firewall-on keyring-encrypted private-folders-private",
        "screen-locks enterprise-server-verified wifi-passphrases-strong",
    ),
    "tahoe-26-japanese": (
        "disk-encrypted screen-locks wifi-protected no-captive-portal",
        "firewall-on updates-installed",
        "os-supported no-weaker-twin secure-boot-on",
    ),
    "tahoe-26-managed-desktop": (
        "",
        "lockout-after-failures password-rules-length-first screen-locks updates-automatic",
        "os-supported",
    ),
    "hostile": (
        "remote-login-safe wifi-protected no-captive-portal ports-not-exposed",
        "guest-account-off",
        (
            "malware-guard-on disk-encrypted firewall-on updates-automatic updates-installed screen-locks"
            " location-services-off"
        ),
    ),
}


def findings(name: str) -> tuple[Finding, ...]:
    probe = for_recording(str(HERE / f"{name}.yaml"))
    return shown(run_audit(probe, AUDITED, Settings(), MADE_AT, date(2026, 11, 20))).findings


def test_every_recording_is_looked_at() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == NAMES == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_found_there(name: str) -> None:
    told = by_status(findings(name))
    fails, passes, unknown = (set(checks.split()) for checks in EXPECTED[name])
    assert fails <= told["fail"]
    assert passes <= told["pass"]
    assert passes & told["fail"] == set()
    assert unknown | NEVER_KNOWN <= told["unknown"] | told["not_applicable"]
    assert told["error"] == set()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_word_of_another_system(name: str) -> None:
    told = [text for one in findings(name) for text in (one.message, *one.remedy, *map(str, one.evidence))]
    assert not re.search(r"LUKS|nullok|\bPAM\b|systemctl|gsettings|GNOME|KDE|Windows [A-Z1]", " ".join(told))
    if "sudo" in name:
        assert not re.search("with sudo", " ".join(told)), "it runs under sudo already"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_nothing_raw_is_told_and_what_is_unknown_has_a_reason(name: str) -> None:
    for one in findings(name):
        for text in (one.message, one.subject, *one.remedy, *(f"{e.seen} {e.source}" for e in one.evidence)):
            assert text.isprintable(), text
        assert one.status.value != "unknown" or len(one.message) > 20


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_recorded_anew_it_gives_the_same_facts(name: str, tmp_path: Path) -> None:
    first = MacProbe(load_recording(HERE / f"{name}.yaml"))
    facts = {need: first.get(need) for need in MacProbe.readers}
    file = tmp_path / "again.yaml"
    file.write_text(write_recording(first.machine, MADE_AT))
    again = MacProbe(load_recording(file))
    assert {need: again.get(need) for need in facts} == facts


READY = {
    "ventura-13-german": [
        Network(link=Link.WIFI, interface="en0", internet=Internet.UNTESTED),
        WifiInUse(connected=True, ssid="Blaue Tür".encode(), protection=Kind.WPA2),
        Power(battery=True, plugged_in=True, percent=91.0),
        Speaker(present=True, name="MacBook Pro-Lautsprecher", volume=44.0, kind=OutputKind.SPEAKER),
        ScreenLock(desktop="macOS", after=300),
    ],
    "sequoia-15-well-kept": [
        WifiInUse(connected=True, protection=Kind.WPA3),
        Speaker(present=True, name="AirPods Pro", volume=44.0, kind=OutputKind.HEADSET),
        ScreenLock(desktop="macOS", after=600),
    ],
    "tahoe-26-japanese": [
        WifiInUse(connected=True, protection=Kind.OPEN),
        Power(battery=True, plugged_in=False, percent=64.0, draining=True),
        Speaker(present=True, name="MacBook Airのスピーカー", volume=44.0, kind=OutputKind.SPEAKER),
    ],
    "tahoe-26-managed-desktop": [
        Network(link=Link.CABLE, interface="en0", internet=Internet.UNTESTED),
        WifiInUse(connected=False),
        Power(battery=False, plugged_in=True),
        ScreenLock(desktop="macOS", after=605),
    ],
    "hostile": [
        WifiInUse(connected=True, ssid="\x1b[2J[red]=cmd()\\x\u202e".encode(), protection=Kind.OPEN),
        Power(battery=True, plugged_in=False, percent=9.0, seconds_left=660, draining=True),
    ],
}


@pytest.mark.parametrize("name", READY)
def test_the_facts_before_a_call(name: str) -> None:
    probe = for_recording(str(HERE / f"{name}.yaml"))
    for expected in READY[name]:
        assert bare(probe.get(type(expected))) == expected
