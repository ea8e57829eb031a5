"""Whole recorded machines, replayed: the demos that ship with PeerKit, and those kept for tests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from peerkit.audit.audit import AUDITED, run_audit, shown
from peerkit.audit.probes import for_recording
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.recorded import demo_names
from peerkit.model.facts import (
    Camera,
    Cameras,
    Fact,
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
from peerkit.model.finding import Finding
from peerkit.model.settings import Settings

HERE = Path(__file__).parents[1] / "recordings" / "linux"

# Every check these demos were made for. A check that came later may be anything but an error.
DEMOS = {
    "well-kept": {
        "fail": "",
        "pass": """
            automatic-login-off camera-and-microphone-switches daily-account-not-administrator disk-encrypted
            empty-password-login-impossible enterprise-server-verified firewall-on guest-account-off
            keyring-encrypted location-services-off lockout-after-failures login-password-set no-captive-portal
            no-hidden-networks no-recording-programs no-weaker-twin os-supported password-rules-length-first
            ports-not-exposed private-folders-private remote-login-safe restart-not-pending saved-open-networks-wait
            saved-wifi-modern screen-locks secure-boot-on swap-encrypted updates-automatic updates-installed
            wifi-address-random wifi-protected wifi-secrets-private
        """,
        "unknown": """
            disk-unlock-guarded password-hashing-modern wifi-passphrases-strong wifi-passphrases-unique wifi-trusted
        """,
        "not_applicable": "",
    },
    "neglected": {
        "fail": """
            automatic-login-off camera-and-microphone-switches daily-account-not-administrator disk-encrypted
            empty-password-login-impossible enterprise-server-verified firewall-on guest-account-off
            keyring-encrypted location-services-off lockout-after-failures login-password-set no-captive-portal
            no-hidden-networks no-recording-programs os-supported password-rules-length-first ports-not-exposed
            private-folders-private remote-login-safe restart-not-pending saved-open-networks-wait saved-wifi-modern
            screen-locks secure-boot-on updates-automatic updates-installed wifi-address-random
            wifi-passphrases-strong wifi-passphrases-unique wifi-protected wifi-secrets-private
        """,
        "pass": "",
        "unknown": "password-hashing-modern wifi-passphrases-strong wifi-passphrases-unique wifi-trusted",
        "not_applicable": "disk-unlock-guarded no-weaker-twin swap-encrypted",
    },
    "borrowed": {
        "fail": """
            disk-encrypted empty-password-login-impossible guest-account-off lockout-after-failures no-weaker-twin
            password-rules-length-first ports-not-exposed restart-not-pending saved-open-networks-wait
            saved-wifi-modern updates-automatic updates-installed wifi-address-random
        """,
        "pass": """
            automatic-login-off daily-account-not-administrator login-password-set no-recording-programs
            os-supported private-folders-private remote-login-safe wifi-protected
        """,
        "unknown": """
            camera-and-microphone-switches empty-password-login-impossible enterprise-server-verified firewall-on
            keyring-encrypted location-services-off no-captive-portal no-hidden-networks no-recording-programs
            password-hashing-modern saved-open-networks-wait saved-wifi-modern screen-locks wifi-address-random
            wifi-passphrases-strong wifi-passphrases-unique wifi-secrets-private wifi-trusted
        """,
        "not_applicable": "disk-unlock-guarded secure-boot-on swap-encrypted",
    },
}


def findings(probe: Probe) -> tuple[Finding, ...]:
    """The audit of a replayed machine, as its owner reads it."""
    report = run_audit(probe, AUDITED, Settings(), "2026-11-20T14:30:00Z", date(2026, 11, 20))
    return shown(report).findings


def by_status(found: tuple[Finding, ...]) -> dict[str, set[str]]:
    told: dict[str, set[str]] = defaultdict(set)
    for finding in found:
        told[finding.status.value].add(finding.check)
    return told


def test_the_demos_are_these() -> None:
    assert set(demo_names()) == set(DEMOS)


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_shows_what_it_was_made_to_show(name: str) -> None:
    expected = {status: set(checks.split()) for status, checks in DEMOS[name].items()}
    made_for = set().union(*expected.values())
    found = by_status(findings(for_recording(f"demo:{name}")))
    assert {status: found[status] & made_for for status in expected} == expected
    assert found["error"] == set()


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_shows_the_same_on_any_day(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    today = findings(for_recording(f"demo:{name}"))
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert by_status(findings(for_recording(f"demo:{name}"))) == by_status(today)


def test_the_demo_that_is_well_kept_has_nothing_to_mend() -> None:
    assert not by_status(findings(for_recording("demo:well-kept")))["fail"]


def test_what_a_demo_could_not_tell_says_what_would_answer_it() -> None:
    unknown = [one for one in findings(for_recording("demo:well-kept")) if one.status.value == "unknown"]
    passphrases = [one for one in unknown if one.check == "wifi-passphrases-strong"]
    assert "sudo" in passphrases[0].message + " ".join(passphrases[0].remedy)


WPA2 = WifiProtection.WPA2
HOSTILE = b"\x1b[2J[red]<script>=cmd()\xff\n\\x"
# What `peerkit ready` asks of a machine, by recording. A name alone stands for a fact that is not known there.
READY: dict[str, list[Fact | type[Fact]]] = {
    "gnome-laptop-wpa2": [
        Network(link=Link.WIFI, interface="wlp0s20f3", internet=Internet.WORKS),
        WifiInUse(connected=True, ssid=b"Copper Kettle", protection=WPA2),
        Power(battery=True, plugged_in=True, percent=91.0),
        Microphone(present=True, name="Northlight USB Headset Mono", volume=65.0),
        Speaker(present=True, name="Northlight USB Headset Stereo", volume=65.0, kind=OutputKind.HEADSET),
        Cameras(cameras=(Camera("Integrated RGB Camera", "/dev/video0"),), holders_hidden=42),
        ScreenLock(desktop="GNOME", after=630),
        LoginPassword(account="robin", state=PasswordState.SET),
        PendingUpdates(count=4, security=1, list_age=1.0),
    ],
    "kde-desktop-cable": [
        Network(link=Link.CABLE, interface="enp0s31f6", internet=Internet.WORKS),
        WifiInUse(connected=False),
        Power(battery=False, plugged_in=True),
        Microphone(present=True, name="Built-in Audio Analog Stereo", volume=45.0),
        Speaker(present=True, name="Built-in Audio Analog Stereo", volume=45.0, kind=OutputKind.SPEAKER),
        Cameras(cameras=()),
        ScreenLock(desktop="KDE", after=1200),
        LoginPassword(account="ash", state=PasswordState.SET),
        PendingUpdates(count=0, security=0, list_age=0.5),
    ],
    "headless-server": [
        Network(link=Link.CABLE, interface="ens3", internet=Internet.UNTESTED),
        WifiInUse(connected=False),
        Power(battery=False, plugged_in=True),
        Microphone,
        Speaker,
        Cameras(cameras=()),
        ScreenLock,
        LoginPassword(account="keeper", state=PasswordState.SET),
        PendingUpdates(count=0, security=0, list_age=0.1),
    ],
    "hostile-wifi": [
        Network(link=Link.WIFI, interface="wlp0s20f3", internet=Internet.SIGN_IN_PAGE),
        WifiInUse(connected=True, ssid=HOSTILE, protection=WifiProtection.OPEN),
        Power(battery=True, plugged_in=False, percent=9.0, seconds_left=700, draining=True),
        Microphone,
        Speaker,
        Cameras(cameras=(Camera("Camera \x1b[31mred", "/dev/video0", ("a\x1b]0;owned\x07b",)),), holders_hidden=42),
        ScreenLock(desktop="GNOME", after=300),
        LoginPassword(account="robin", state=PasswordState.SET),
        PendingUpdates(count=2, security=2, list_age=9.0),
    ],
}


def bare(fact: Fact | Unknown) -> Fact | Unknown:
    """The fact without its evidence, its numbers as people would write them."""
    if isinstance(fact, Unknown):
        return fact
    if isinstance(fact, PendingUpdates) and fact.list_age is not None:
        fact = replace(fact, list_age=round(fact.list_age, 3))
    return replace(fact, evidence=())


def test_every_recording_is_looked_at() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == set(READY)


@pytest.mark.parametrize("name", READY)
def test_the_facts_before_a_call(name: str) -> None:
    probe = for_recording(str(HERE / f"{name}.yaml"))
    for expected in READY[name]:
        if isinstance(expected, type):
            unknown = probe.get(expected)
            assert isinstance(unknown, Unknown), expected
            assert unknown.hint, f"{expected.__name__}: what would answer it?"
        else:
            assert bare(probe.get(type(expected))) == expected


@pytest.mark.parametrize("name", READY)
def test_nothing_breaks_and_nothing_raw_is_told(name: str) -> None:
    found = findings(for_recording(str(HERE / f"{name}.yaml")))
    assert by_status(found)["error"] == set()
    for one in found:
        for text in (one.message, one.subject, *one.remedy, *(f"{e.seen} {e.source}" for e in one.evidence)):
            assert text.isprintable(), text


@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("gnome-laptop-wpa2", {"updates-installed", "wifi-address-random"}),
        ("kde-desktop-cable", {"disk-encrypted", "screen-locks", "secure-boot-on"}),
        ("headless-server", {"disk-encrypted", "password-hashing-modern", "remote-login-safe"}),
        ("hostile-wifi", {"wifi-protected", "saved-open-networks-wait", "no-captive-portal"}),
    ],
)
def test_what_fails_there(name: str, fails: set[str]) -> None:
    assert fails <= by_status(findings(for_recording(str(HERE / f"{name}.yaml"))))["fail"]
