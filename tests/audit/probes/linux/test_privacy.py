"""Privacy switches of the desktop, programs that record or share, and who takes sound."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.linux.privacy import _KINDS, READERS
from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    CouldNotLook,
    Environ,
    ListFolder,
    Output,
    RunCommand,
    WhoAmI,
)
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_privacy import LocationServices, PrivacySwitches, RecordingPrograms
from peerkit.model.private import reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.audit_scene import AuditProbe, Tree, command, judged, known, read, verdicts
from tests.audit.probes.linux.samples import samples

LOCATION, PRIVACY = "org.gnome.system.location", "org.gnome.desktop.privacy"
REMOTE = "org.gnome.desktop.remote-desktop"
BUS = "org.freedesktop.DBus"
RECORDERS, SWITCHES, PLACES = "no-recording-programs", "camera-and-microphone-switches", "location-services-off"


class TestContract(ProbeContract):
    probe, system = type("P", (AuditProbe,), {"readers": READERS}), OS.LINUX


def gsettings(**schemas):
    """GNOME's settings; a schema that is not there ends with 1."""
    known_ones = (LOCATION, PRIVACY, f"{REMOTE}.rdp", f"{REMOTE}.vnc", "org.cinnamon.desktop.privacy")
    replies = {}
    for schema in known_ones:
        text = schemas.get(schema.replace(".", "_").replace("-", "_"))
        replies |= command("gsettings", "list-recursively", schema, out=text or "", code=0 if text else 1)
    return replies


def lines(schema, **keys):
    return "".join(f"{schema} {key.replace('_', '-')} {value}\n" for key, value in keys.items())


def desktop(name="ubuntu:GNOME", replies=None, running=(), streams="[]"):
    """A session on that desktop, with these programs running and these streams of sound."""
    pgrep = RunCommand(("pgrep", "-l", "-x", "|".join({program[:15]: 0 for program in _KINDS})))
    listed = "".join(f"{700 + number} {program[:15]}\n" for number, program in enumerate(running))
    base = {
        Environ("XDG_CURRENT_DESKTOP"): name,
        Environ("XDG_RUNTIME_DIR"): "/run/user/1000",
        ListFolder("/run/user/1000/pulse"): ["native"],
        pgrep: Output(0 if running else 1, listed),
        **command("pactl", "-f", "json", "list", "source-outputs", out=streams),
    }
    return Tree(replies={**base, **gsettings(), **(replies or {})})


@pytest.mark.parametrize(("value", "verdict"), [("false", "pass"), ("true", "fail")])
def test_location(value, verdict):
    replies = gsettings(org_gnome_system_location=lines(LOCATION, enabled=value, max_accuracy_level="'exact'"))
    assert verdicts(PLACES, desktop(replies=replies)) == [verdict]


def services(*names):
    return {BusCall("system", BUS, "/org/freedesktop/DBus", BUS, member): [["org.freedesktop.DBus", *names]]
            for member in ("ListActivatableNames", "ListNames")}  # fmt: skip


def test_location_on_other_desktops_rests_with_the_service():
    assert known(LocationServices, desktop("KDE", services())).on is False
    assert isinstance(read(LocationServices, desktop("KDE", services("org.freedesktop.GeoClue2"))), Unknown)


@pytest.mark.parametrize("sample", ["geoclue.conf-bookworm", "geoclue.conf-trixie"])
def test_what_geoclue_ships_says_nothing_of_the_desktop(sample):
    """n/a: the file is there with every GeoClue, and its switches are about sources, not about the person's choice."""
    text = (samples("geoclue") / sample).read_text()
    machine = desktop("KDE", services("org.freedesktop.GeoClue2"))
    machine.files["/etc/geoclue/geoclue.conf"] = text
    assert verdicts(PLACES, machine) == ["unknown"]


@pytest.mark.parametrize(
    ("name", "schema", "camera", "microphone", "verdict"),
    [
        ("GNOME", PRIVACY, "false", "false", "pass"),
        ("GNOME", PRIVACY, "true", "false", "fail"),
        ("ubuntu:GNOME", PRIVACY, "false", "true", "fail"),
        ("X-Cinnamon", "org.cinnamon.desktop.privacy", "true", "true", "fail"),
    ],
)
def test_switches(name, schema, camera, microphone, verdict):
    text = lines(schema, disable_camera=camera, disable_microphone=microphone)
    replies = gsettings(**{schema.replace(".", "_"): text})
    machine = desktop(name, replies)
    assert known(PrivacySwitches, machine).camera_on is (camera == "false")
    assert verdicts(SWITCHES, machine) == [verdict]


@pytest.mark.parametrize("need", [LocationServices, PrivacySwitches])
def test_settings_belong_to_a_person_at_a_desktop(need):
    root = desktop(replies={WhoAmI(): (0, "root", "/root")})
    for machine in (root, desktop(""), desktop("KDE")):
        assert isinstance(read(need, machine), Unknown)


def test_defaults_that_only_look_like_settings_are_unknown():
    """With dconf's module missing gsettings prints defaults; here a saved file is there and the module is not."""
    text = lines(LOCATION, enabled="false")
    replies = {**gsettings(org_gnome_system_location=text), Changed("/home/robin/.config/dconf/user"): 1.0}
    machine = desktop(replies=replies)
    machine.folders["/usr/lib"] = ("x86_64-linux-gnu",)
    assert isinstance(read(LocationServices, machine), Unknown)


@pytest.mark.parametrize(
    ("check", "schema"), [(PLACES, LOCATION), (SWITCHES, PRIVACY), (SWITCHES, "org.cinnamon.desktop.privacy")]
)
def test_the_defaults_of_real_schemas(check, schema):
    text = (samples("gsettings") / f"{schema}.defaults.out").read_text()
    name = "X-Cinnamon" if "cinnamon" in schema else "GNOME"
    assert verdicts(check, desktop(name, gsettings(**{schema.replace(".", "_"): text}))) == ["pass"]


# Recorders and sharers.


def test_nothing_runs():
    assert verdicts(RECORDERS, desktop()) == ["pass"]


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("obs", "records the screen"),
        ("simplescreenrecorder", "records the screen"),
        ("gnome-sound-recorder", "records sound"),
        ("gnome-remote-desktop-daemon", "shares this screen"),
        ("teamviewerd", "waits for a caller"),
    ],
)
def test_a_recorder_is_named_in_full(program, words):
    (found,) = judged(RECORDERS, desktop(running=(program,)))
    assert found.status.value == "fail"
    assert program in found.message
    assert words in found.message


@pytest.mark.parametrize(
    ("vnc", "severity"), [({"auth_method": "'prompt'"}, "high"), ({"auth_method": "'password'"}, "medium")]
)
def test_sharing_of_the_desktop(vnc, severity):
    replies = gsettings(
        org_gnome_desktop_remote_desktop_vnc=lines(f"{REMOTE}.vnc", enable="true", **vnc),
        org_gnome_desktop_remote_desktop_rdp=lines(f"{REMOTE}.rdp", enable="false"),
    )
    (found,) = judged(RECORDERS, desktop(replies=replies))
    assert (found.status.value, found.severity.value) == ("fail", severity)


@pytest.mark.parametrize("protocol", ["rdp", "vnc"])
def test_sharing_is_off_as_shipped(protocol):
    text = (samples("gsettings") / f"{REMOTE}.{protocol}.defaults.out").read_text()
    replies = gsettings(**{f"org_gnome_desktop_remote_desktop_{protocol}": text})
    assert verdicts(RECORDERS, desktop(replies=replies)) == ["pass"]


@pytest.mark.parametrize(
    ("sample", "listening"), [("recording", ("Zoom [bold]",)), ("idle", ())]
)  # fmt: skip
def test_who_takes_sound_is_information(sample, listening):
    streams = (samples("audio") / f"pactl-source-outputs-{sample}.json").read_text()
    machine = desktop(streams=streams)
    assert known(RecordingPrograms, machine).listening == listening
    (found,) = judged(RECORDERS, machine)
    assert found.status.value == "pass"
    assert all(name in reveal(found.message) for name in listening)


def test_a_stream_that_is_paused_takes_nothing_and_names_are_made_harmless():
    streams = [{"corked": True, "properties": {"application.name": "Paused"}},
               {"corked": False, "properties": {"application.name": "\x1b[2J\nevil"}}, {"properties": 1}]  # fmt: skip
    machine = desktop(streams=json.dumps(streams))
    assert known(RecordingPrograms, machine).listening == ("\x1b[2J evil", "a program without a name")
    assert "\x1b" not in repr(judged(RECORDERS, machine)[0].message)


def test_no_sound_server_is_said_and_fails_nothing():
    err = (samples("audio") / "pactl-no-server.err").read_text()
    told = RunCommand(("pactl", "-f", "json", "list", "source-outputs"))
    machine = desktop(replies={told: Output(1, "", err)})
    assert verdicts(RECORDERS, machine) == ["unknown", "pass"]


def test_as_root_the_programs_are_seen_and_the_desktop_is_not():
    machine = desktop(running=("xrdp",), replies={WhoAmI(): (0, "root", "/root")})
    assert verdicts(RECORDERS, machine) == ["fail", "unknown"]


@given(st.text(max_size=200))
def test_any_text_gives_facts_or_unknown(text):
    answers = dict.fromkeys(
        ("org_gnome_system_location", "org_gnome_desktop_privacy", "org_gnome_desktop_remote_desktop_vnc"), text or " "
    )
    machine = desktop(replies=gsettings(**answers), streams=text)
    for need in READERS:
        try:
            READERS[need](machine)
        except CouldNotLook:
            continue


@given(st.text(max_size=80))
def test_any_list_of_programs_gives_a_fact_or_unknown(text):
    machine = desktop()
    pgrep = next(
        request for request in machine.replies if isinstance(request, RunCommand) and request.argv[0] == "pgrep"
    )
    machine.replies[pgrep] = Output(0, text)
    try:
        assert isinstance(READERS[RecordingPrograms](machine), RecordingPrograms)
    except CouldNotLook:
        return
