"""What PeerKit does about devices, rooms and networks: found, not found, or could not tell."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from peerkit.audit.checks.camera_ready import camera_ready
from peerkit.audit.checks.microphone_ready import microphone_ready
from peerkit.audit.checks.power_ready import power_ready
from peerkit.audit.checks.speaker_on import speaker_on
from peerkit.audit.checks.wifi_protected import wifi_protected
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.macos import MacProbe
from peerkit.audit.probes.windows import WindowsProbe
from peerkit.model.facts import (
    Camera,
    Cameras,
    Fact,
    Microphone,
    Power,
    ScreenLock,
    Speaker,
    WifiInUse,
    WifiProtection,
)
from peerkit.model.facts_privacy import LocationServices
from peerkit.model.finding import Status, Verdict
from tests.cli.conftest import Peerkit
from tests.whole.told import Row, hold, names

pytestmark = pytest.mark.usefixtures("guide_read_once")
ROOM = ("private-spot", "people-told", "headphones-on", "background-calm", "face-lit")
ROWS = (
    Row("a camera is a choice", "checklist show pre-call", ("You can still go on with sound only.",)),
    Row("camera off is fine", "guide show camera-off", ("Camera off is fine.", "listen closer and ask more")),
    Row("icons in words", "guide icons", ("Video camera: turns your picture on or off.", "star and 6"), ("│", "┌")),
    Row("a phone as camera", "checklist show device-setup", ("My camera or phone can sit still at eye level.",)),
    Row("the icons to know", "checklist show device-setup", ("Find the small video camera sign and try it.",)),
    Row("location, and asking out loud", "audit explain location-services-off",
        ("ask out loud where the person is",)),
    Row("location on the list", "checklist show platform-settings",
        ("Location is off for the apps I use with people.", "It is safer to ask out loud where someone is.")),
    *(Row(f"a private window in {name}", f"guide show private-window-{name.lower()}", ("private",))
      for name in ("Chrome", "Safari", "Firefox", "Edge")),
    Row("what a private window hides", "guide show private-browsing",
        ("It hides the page list on this device. It does not hide everything.", "What stays",
         "The network can still see", "spy app")),
    Row("a work phone, kept apart", "checklist show boundaries",
        ("I use a work phone or a work number.", "I turn it off when I am off.",
         "I know my program's rule on giving out my number or address.")),
    Row("a work phone each morning", "checklist show workday-start", ("My work phone is on.",)),
    Row("only what works on their device", "platforms compare whatsapp phone-call --their-device flip-phone",
        ("They have: flip phone.", "WhatsApp: It does not work on the device they have.")),
    Row("a device nobody knows", "platforms compare whatsapp --their-device itouch",
        ("'itouch' is not a device PeerKit knows.",), code=2),
    Row("an invitation without health", "guide make invitation", ("Subject line Our call on",),
        ("recovery", "health", "support", "PeerKit")),
    Row("the chat of a group", "checklist show group-host", ("The chat is on for questions and links",)),
    Row("contacts and who sees that one is online", "checklist show platform-settings",
        ("I chose who can see when I am online and who can contact me.",
         "I thought about it before I let the app read my contacts.")),
    Row("apps that are gone", "checklist show device-audit", ("Apps that were shut down, such as Skype, are gone",)),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_each_is_done_or_said(peerkit: Peerkit, row: Row) -> None:
    hold(peerkit, row)


@pytest.mark.parametrize("probe", [LinuxProbe, MacProbe, WindowsProbe])
@pytest.mark.parametrize("fact", [Cameras, Microphone, Speaker, Power, WifiInUse, ScreenLock, LocationServices])
def test_each_system_is_asked(probe: type[Probe], fact: type[Fact]) -> None:
    assert fact in set(probe.readers)


def status(found: Verdict | Iterable[Verdict]) -> Status:
    assert isinstance(found, Verdict)
    return found.status


def test_found_or_not_found() -> None:
    assert status(camera_ready(Cameras(cameras=(Camera("Desk Cam", "/dev/video0"),)))) is Status.PASS
    assert status(camera_ready(Cameras(cameras=()))) is Status.FAIL
    assert status(microphone_ready(Microphone(present=True, name="Mic", volume=80.0))) is Status.PASS
    assert status(microphone_ready(Microphone(present=True, name="Mic", muted=True))) is Status.FAIL
    assert status(speaker_on(Speaker(present=True, name="Ears", volume=60.0))) is Status.PASS
    assert status(speaker_on(Speaker(present=True, name="Ears", muted=True))) is Status.FAIL


def test_power() -> None:
    """A desktop has nothing to charge; a low battery warns."""
    assert status(power_ready(Power(battery=False, plugged_in=True))) is Status.NOT_APPLICABLE
    assert status(power_ready(Power(battery=True, plugged_in=False, draining=True, percent=9.0))) is Status.FAIL


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (WifiProtection.OPEN, Status.FAIL),
        (WifiProtection.WEP, Status.FAIL),
        (WifiProtection.WPA2, Status.PASS),
        (WifiProtection.WPA3, Status.PASS),
        (None, Status.UNKNOWN),
    ],
)
def test_wifi(kind: WifiProtection | None, expected: Status) -> None:
    assert status(wifi_protected(WifiInUse(connected=True, ssid=b"Blue Door", protection=kind))) is expected
    assert status(wifi_protected(WifiInUse(connected=False))) is Status.NOT_APPLICABLE, "a cable"


def asked(peerkit: Peerkit, *words: str) -> dict[str, str | None]:
    """The items of a run on a well-kept machine, and who answered each."""
    ended = peerkit("ready", "--recording", "demo:well-kept", "--format", "json", *words)
    return {item["id"]: item["answered_by"] for item in json.loads(ended.out)["items"]}


def test_the_room_comes_in_walking_order(peerkit: Peerkit) -> None:
    found = [item for item in asked(peerkit) if item in ROOM]
    assert found == list(ROOM)


def test_what_is_shown_only_where_it_applies(peerkit: Peerkit) -> None:
    assert (
        {"screen-clear"}
        <= asked(peerkit, "--sharing").keys() - asked(peerkit).keys()
        <= {"screen-clear", "pop-ups-off"}
    )
    assert {"owner-left-out", "private-window-limits"} <= asked(peerkit, "--borrowed").keys() - asked(peerkit).keys()
    assert not {"camera-found", "face-lit", "background-calm"} & asked(peerkit, "--function", "call").keys()


def test_headphones_are_asked_about_only_where_the_machine_cannot_tell(peerkit: Peerkit) -> None:
    assert asked(peerkit)["headphones-on"] == "machine"
    silent = json.loads(peerkit("ready", "--format", "json", "--no-save").out)
    assert {item["id"]: item["answered_by"] for item in silent["items"]}["headphones-on"] is None


def test_a_phone_call_asks_little(peerkit: Peerkit) -> None:
    open_ones = [item for item, by in asked(peerkit, "--function", "call", "--alone").items() if by is None]
    assert 7 <= len(open_ones) <= 9, open_ones
    assert not {"people-told"} & set(open_ones)
