"""Recorded Windows machines, replayed: 10 and 11, four languages, with and without an administrator."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from peerkit.audit.audit import AUDITED, run_audit, shown
from peerkit.audit.probes import for_recording
from peerkit.audit.probes.recorded import load_recording
from peerkit.audit.probes.recording import write_recording
from peerkit.audit.probes.windows import WindowsProbe
from peerkit.model.facts import (
    Camera,
    Cameras,
    Internet,
    Link,
    Microphone,
    Network,
    OutputKind,
    Power,
    ScreenLock,
    Speaker,
    Unknown,
    WifiInUse,
)
from peerkit.model.facts import WifiProtection as Kind
from peerkit.model.finding import Finding
from peerkit.model.settings import Settings
from tests.audit.test_recordings import bare, by_status

HERE = Path(__file__).parents[1] / "recordings" / "windows"
MADE_AT = "2026-11-20T14:30:00Z"
# Fails, passes, and what is unknown or does not apply.
EXPECTED = {
    "windows-10-22h2-german-neglected": (
        """automatic-login-off daily-account-not-administrator disk-encrypted firewall-on guest-account-off
        location-services-off lockout-after-failures login-password-set malware-guard-on sharing-off
        no-weaker-twin password-rules-length-first
        ports-not-exposed restart-not-pending saved-open-networks-wait saved-wifi-modern screen-locks updates-automatic
        updates-installed wifi-address-random wifi-protected""",
        "camera-and-microphone-switches no-captive-portal private-folders-private remote-login-safe secure-boot-on",
        "empty-password-login-impossible os-supported password-hashing-modern wifi-passphrases-strong swap-encrypted",
    ),
    "windows-11-23h2-japanese-administrator": (
        """daily-account-not-administrator disk-unlock-guarded no-hidden-networks no-recording-programs os-supported
        remote-login-safe saved-open-networks-wait saved-wifi-modern wifi-passphrases-strong""",
        """wifi-secrets-private disk-encrypted firewall-on no-weaker-twin screen-locks swap-encrypted
        wifi-passphrases-unique wifi-protected""",
        "enterprise-server-verified password-hashing-modern",
    ),
    "windows-11-24h2-french-location-off": (
        "disk-encrypted os-supported",
        """enterprise-server-verified location-services-off login-password-set saved-wifi-modern screen-locks
        wifi-address-random wifi-protected""",
        "no-weaker-twin wifi-passphrases-strong swap-encrypted",
    ),
    "windows-11-24h2-of-another-account": (
        "disk-encrypted os-supported",
        "automatic-login-off firewall-on guest-account-off updates-automatic wifi-protected",
        """camera-and-microphone-switches daily-account-not-administrator keyring-encrypted location-services-off
        login-password-set private-folders-private screen-locks""",
    ),
    "windows-11-25h2-managed-desktop": (
        "ports-not-exposed",
        """disk-encrypted firewall-on location-services-off login-password-set lockout-after-failures os-supported
        screen-locks swap-encrypted updates-automatic""",
        "disk-unlock-guarded saved-wifi-modern wifi-protected",
    ),
    "windows-11-25h2-well-kept": (
        "",
        """automatic-login-off camera-and-microphone-switches daily-account-not-administrator disk-encrypted
        empty-password-login-impossible firewall-on guest-account-off keyring-encrypted location-services-off
        lockout-after-failures login-password-set no-captive-portal no-recording-programs no-weaker-twin os-supported
        password-rules-length-first ports-not-exposed private-folders-private remote-login-safe restart-not-pending
        saved-wifi-modern screen-locks secure-boot-on swap-encrypted updates-automatic updates-installed
        wifi-address-random wifi-protected""",
        "disk-unlock-guarded password-hashing-modern wifi-passphrases-strong",
    ),
    "windows-11-hostile": (
        "automatic-login-off firewall-on no-captive-portal saved-open-networks-wait wifi-protected",
        "guest-account-off os-supported",
        """malware-guard-on sharing-off
        disk-encrypted disk-unlock-guarded location-services-off no-recording-programs swap-encrypted
        updates-automatic updates-installed""",
    ),
}


def findings(name: str) -> tuple[Finding, ...]:
    probe = for_recording(str(HERE / f"{name}.yaml"))
    return shown(run_audit(probe, AUDITED, Settings(), MADE_AT, date(2026, 11, 20))).findings


def test_every_recording_is_looked_at() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_found_there(name: str) -> None:
    told = by_status(findings(name))
    fails, passes, unknown = (set(checks.split()) for checks in EXPECTED[name])
    assert fails <= told["fail"]
    assert passes <= told["pass"]
    assert passes & told["fail"] == set()
    assert unknown <= told["unknown"] | told["not_applicable"]
    assert told["error"] == set()


def test_the_one_that_is_well_kept_has_nothing_to_mend() -> None:
    assert by_status(findings("windows-11-25h2-well-kept"))["fail"] == set()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_word_of_another_system(name: str) -> None:
    told = [text for one in findings(name) for text in (one.message, *one.remedy, *map(str, one.evidence))]
    assert not re.search(r"sudo|LUKS|nullok|\bPAM\b|systemctl|gsettings|GNOME|KDE|macOS|FileVault", " ".join(told))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_nothing_raw_is_told_and_what_is_unknown_has_a_reason_and_a_way(name: str) -> None:
    for one in findings(name):
        for text in (one.message, one.subject, *one.remedy, *(f"{e.seen} {e.source}" for e in one.evidence)):
            assert text.isprintable(), text
        assert one.status.value != "unknown" or len(one.message) > 20
    probe = for_recording(str(HERE / f"{name}.yaml"))
    for need in WindowsProbe.readers:
        fact = probe.get(need)
        assert not isinstance(fact, Unknown) or fact.hint, (need.__name__, fact)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_recorded_anew_it_gives_the_same_facts(name: str, tmp_path: Path) -> None:
    first = WindowsProbe(load_recording(HERE / f"{name}.yaml"))
    facts = {need: first.get(need) for need in WindowsProbe.readers}
    file = tmp_path / "again.yaml"
    file.write_text(write_recording(first.machine, MADE_AT))
    again = WindowsProbe(load_recording(file))
    assert {need: again.get(need) for need in facts} == facts


ADAPTER = "7825d47a-5d59-4c93-8d91-2b0e1b5f6c4b"
HOSTILE = "\x1b[2J[red]<script>=cmd()\\x\u202e"
READY = {
    "windows-10-22h2-german-neglected": [
        Network(link=Link.WIFI, interface=ADAPTER, internet=Internet.WORKS),
        WifiInUse(connected=True, ssid="Blaue Tür".encode(), protection=Kind.WPA2_TKIP),
        Power(battery=True, plugged_in=False, percent=24.0, seconds_left=2400, draining=True),
        Microphone(present=True, name="Mikrofonarray (Hochrain Audio)", muted=True, volume=70.0),
        Speaker(present=True, name="Lautsprecher (Hochrain Audio)", volume=40.0, kind=OutputKind.SPEAKER),
        Cameras(cameras=(Camera("Integrierte Kamera", "0"),)),
    ],
    "windows-11-23h2-japanese-administrator": [
        WifiInUse(connected=True, ssid="青い扉".encode(), protection=Kind.WPA3),
        Speaker(present=True, name="スピーカー (みなも オーディオ)", muted=True, volume=30.0, kind=OutputKind.SPEAKER),
    ],
    "windows-11-24h2-french-location-off": [
        WifiInUse(connected=True, ssid=b"Maison Lavande", protection=Kind.WPA2),
        Cameras(cameras=(Camera("Integrated Camera", "0", ("Teams.exe",)),)),
        ScreenLock(desktop="Windows", after=300),
    ],
    "windows-11-25h2-managed-desktop": [
        Network(link=Link.CABLE, interface="0b7e3c52-5a10-4c9e-9a58-6d2f4c1e7b90", internet=Internet.WORKS),
        WifiInUse(connected=False),
        Power(battery=False, plugged_in=True),
        Microphone(present=False),
        ScreenLock(desktop="Windows", after=900),
    ],
    "windows-11-hostile": [
        Network(link=Link.WIFI, interface="", internet=Internet.SIGN_IN_PAGE),
        WifiInUse(connected=True, ssid=b"\x1b[2J[red]=cmd()\xff", protection=Kind.OPEN),
        Power(battery=True, plugged_in=False, percent=9.0, seconds_left=900, draining=True),
        Speaker(present=True, name=HOSTILE, volume=50.0, kind=OutputKind.SPEAKER),
    ],
}


@pytest.mark.parametrize("name", READY)
def test_the_facts_before_a_call(name: str) -> None:
    probe = for_recording(str(HERE / f"{name}.yaml"))
    for expected in READY[name]:
        assert bare(probe.get(type(expected))) == expected
