"""Battery, camera, sound, location, recorders, folders and the keychain of a made-up Mac."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.machine import FileState, ListFolder, Output, Refused, RunCommand, Signature, State
from peerkit.audit.probes.macos.privacy import LOCATION, RUNNING
from peerkit.audit.probes.macos.sound import VOLUME
from peerkit.model.facts import Cameras, Microphone, OutputKind, Power, Speaker, Unknown
from peerkit.model.facts_privacy import Keyring, KeyringForm, LocationServices, PrivateFolders, RecordingPrograms
from tests.audit.probes.macos.scene import MICROPHONE, SPEAKERS, folder, mac, profiled, ran

BATT = ("pmset", "-g", "batt")
KEYCHAIN = Signature("/Users/robin/Library/Keychains/login.keychain-db")
REMOTE = FileState("/Library/Application Support/Apple/Remote Desktop/RemoteManagement.launchd")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "'AC Power'\n -InternalBattery-0 (id=1)\t100%; charged; 0:00 remaining present: true",
            (True, True, 100, None),
        ),
        ("'Battery Power'\n -InternalBattery-0 (id=1)\t78%; discharging; 5:05 remaining", (True, False, 78, 18300)),
        ("'Battery Power'\n -InternalBattery-0 (id=1)\t50%; discharging; 0:00 remaining", (True, False, 50, None)),
        ("'AC Power'\n -InternalBattery-0\t9%; AC attached; not charging present: true", (True, True, 9, None)),
        ("'AC Power'", (False, True, None, None)),
        ("'UPS Power'\n -Back-UPS 650 (id=2)\t80%; discharging; 0:30 remaining", (False, False, None, None)),
    ],
)
def test_power(text, expected):
    found = mac(ran(*BATT, out=f"Now drawing from {text}\n")).get(Power)
    assert isinstance(found, Power)
    assert (found.battery, found.plugged_in, found.percent, found.seconds_left) == expected


def test_a_charger_that_is_too_weak_is_seen():
    found = mac(
        ran(*BATT, out="Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t30%; discharging; 2:00 x\n")
    ).get(Power)
    assert isinstance(found, Power)
    assert (found.plugged_in, found.draining) == (True, True)


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("FaceTime HD Camera",), 1),
        (("OBS Virtual Camera",), 0),
        (("Robins Telefon Desk View Camera", "C920"), 1),
        ((), 0),
    ],
)
def test_cameras(names, count):
    found = mac(profiled("SPCameraDataType", *({"_name": name} for name in names))).get(Cameras)
    assert isinstance(found, Cameras)
    assert len(found.cameras) == count


def sound(name, transport="builtin", volume="output volume:44, input volume:75, alert volume:9, output muted:false"):
    device = SPEAKERS | {"_name": name, "coreaudio_device_transport": f"coreaudio_device_type_{transport}"}
    return mac(profiled("SPAudioDataType", {"_items": [MICROPHONE, device]}), ran(*VOLUME, out=volume))


@pytest.mark.parametrize(
    ("name", "transport", "kind"),
    [
        ("MacBook Pro Speakers", "builtin", OutputKind.SPEAKER),
        ("External Headphones", "builtin", OutputKind.HEADSET),
        ("Externe Kopfhörer", "builtin", OutputKind.HEADSET),
        ("MacBook Air扬声器", "builtin", OutputKind.SPEAKER),
        ("MacBook Pro 스피커", "builtin", OutputKind.SPEAKER),
        ("AirPods Pro", "bluetooth", OutputKind.HEADSET),
        ("Kitchen", "airplay", OutputKind.SPEAKER),
        ("Quiet Desk 27", "displayport", OutputKind.OTHER),
        ("Headset with Speaker Knob", "usb", OutputKind.OTHER),
    ],
)
def test_kinds_of_outputs(name, transport, kind):
    found = sound(name, transport).get(Speaker)
    assert isinstance(found, Speaker)
    assert found.kind is kind


def test_a_device_without_a_volume_of_its_own():
    probe = sound("x", volume="output volume:missing value, input volume:missing value, output muted:missing value")
    speaker, microphone = probe.get(Speaker), probe.get(Microphone)
    assert isinstance(speaker, Speaker)
    assert isinstance(microphone, Microphone)
    assert (speaker.volume, speaker.muted, microphone.volume) == (None, False, None)


def test_no_microphone_and_one_that_is_not_set_are_two_things():
    none = mac(profiled("SPAudioDataType", {"_items": [SPEAKERS]})).get(Microphone)
    assert isinstance(none, Microphone)
    assert not none.present
    unset = {"_name": "x", "coreaudio_device_input": 1}
    assert isinstance(mac(profiled("SPAudioDataType", {"_items": [unset]})).get(Microphone), Unknown)


@pytest.mark.parametrize(("word", "on"), [("true\n", True), ("false\n", False), ("1\n", None), ("", None)])
def test_location(word, on):
    found = mac(ran(*LOCATION, out=word)).get(LocationServices)
    assert isinstance(found, Unknown if on is None else LocationServices)
    assert isinstance(found, Unknown) or found.on is on


def pgrep(out, code):
    return {RunCommand(RUNNING): Output(code, out)}


def test_recorders_and_sharing():
    shared = ran("launchctl", "print-disabled", "system",
                 out='\tdisabled services = {\n\t\t"com.apple.screensharing" => enabled\n\t}\n')  # fmt: skip
    found = mac(
        pgrep("7 OBS\n8 TeamViewer_Service\n9 TeamViewer_Servi\n", 0), shared, {REMOTE: State("file", 0o644, 0, 0, 0)}
    ).get(RecordingPrograms)
    assert isinstance(found, RecordingPrograms)
    assert [(one.program, one.always) for one in found.running] == [("OBS", False), ("TeamViewer_Service", True)]
    assert found.sharing == ("Screen Sharing", "Remote Management")


@pytest.mark.parametrize(("out", "code"), [("7 OBS\n", 1), ("", 0), ("x OBS\n", 0), ("", 3), ("7 Other\n", 0)])
def test_a_list_of_programs_in_doubt_is_unknown(out, code):
    assert isinstance(mac(pgrep(out, code)).get(RecordingPrograms), Unknown)


def test_sharing_that_cannot_be_seen_is_said():
    found = mac({RunCommand(("launchctl", "print-disabled", "system")): Refused("no"), REMOTE: Refused("no")})
    programs = found.get(RecordingPrograms)
    assert isinstance(programs, RecordingPrograms)
    assert len(programs.unseen) == 2


@pytest.mark.parametrize(
    ("people", "mode", "shared", "inside"),
    [
        (["Shared", "robin"], 0o750, False, 0),
        (["Shared", ".localized", "lou", "robin"], 0o750, True, 1),
        (["robin"], 0o755, False, 1),
        (["lou", "robin"], 0o700, True, 0),
    ],
)
def test_homes(people, mode, shared, inside):
    changes = {ListFolder("/Users"): people} | folder("/Users/robin", mode) | folder("/Users/robin/Documents", 0o700)
    found = mac(changes).get(PrivateFolders)
    assert isinstance(found, PrivateFolders)
    home = found.homes[0]
    assert (home.home.mode, home.home.shared_group, len(home.inside)) == (mode, shared, inside)


@pytest.mark.parametrize(
    ("form", "expected"), [("macos-keychain", KeyringForm.ENCRYPTED), ("", KeyringForm.UNRECOGNISED)]
)
def test_the_keychain(form, expected):
    found = mac({KEYCHAIN: form}).get(Keyring)
    assert isinstance(found, Keyring)
    assert [file.form for file in found.files] == [expected]


def test_a_keychain_elsewhere_is_unknown():
    assert isinstance(mac(without=(KEYCHAIN,)).get(Keyring), Unknown)
