"""Cameras from the kernel's list, their holders, and GNOME's switch."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.camera import READERS, read_cameras
from peerkit.audit.probes.live import open_files
from peerkit.audit.probes.machine import (
    Environ,
    Holders,
    ListFolder,
    Missing,
    OpenFiles,
    Output,
    ReadFile,
    ReadLink,
    Refused,
    RunCommand,
    WhoAmI,
)
from peerkit.model.check import OS
from peerkit.model.facts import Camera, Cameras, Unknown
from peerkit.model.private import redact, reveal
from tests.audit.probes.contract import ProbeContract
from tests.fake_machine import FakeMachine
from tests.real import tool

FOLDER = "/sys/class/video4linux"
HOLDERS = OpenFiles("/dev/video")
SWITCH = RunCommand(("gsettings", "get", "org.gnome.desktop.privacy", "disable-camera"))
REPOSITORY = Path(__file__).parents[4]


def node(name: str, index: str = "0", device: str = "") -> dict[str, str]:
    return {"name": name, "index": index, "device": device}


def machine(holders: Holders | None = None, **nodes: dict[str, str]) -> FakeMachine:
    replies: dict[Any, Any] = {ListFolder(FOLDER): sorted(nodes), HOLDERS: holders or Holders((), 0)}
    for number, (entry, fields) in enumerate(nodes.items()):
        replies[ReadFile(f"{FOLDER}/{entry}/name")] = fields["name"].encode() + b"\n"
        replies[ReadFile(f"{FOLDER}/{entry}/index")] = fields["index"].encode() + b"\n"
        replies[ReadLink(f"{FOLDER}/{entry}/device")] = fields["device"] or f"../../../1-{number}:1.0"
    return FakeMachine(replies)


WEBCAM = {
    "video0": node("Integrated Camera: Front", "0", "../../../1-6:1.0"),
    "video1": node("Integrated Camera: Front", "1", "../../../1-6:1.0"),
}


def seen(fact: Cameras) -> str:
    return reveal("; ".join(str(piece) for piece in fact.evidence))


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ({}, ()),
        (WEBCAM, (Camera("Integrated Camera: Front", "/dev/video0"),)),
        ({**WEBCAM, "video10": node("Desk Cam"), "video2": node("Shelf Cam")},
         (Camera("Integrated Camera: Front", "/dev/video0"), Camera("Shelf Cam", "/dev/video2"),
          Camera("Desk Cam", "/dev/video10"))),
        # One camera chip with many channels is one camera.
        ({f"video{i}": node(f"Some ISYS Capture {i}", "0", "../../../0000:00:05.0") for i in range(12)},
         (Camera("Some ISYS Capture 0", "/dev/video0"),)),
        # Codecs, scalers, radios and teletext are no cameras.
        ({"video10": node("some-codec-decode"), "video11": node("some-codec-encode"), "video12": node("hw-hevc-dec"),
          "video13": node("chip-isp-capture0"), "radio0": node("FM"), "vbi0": node("TV"),
          "v4l-subdev0": node("sensor")}, ()),
        ({"video1": node("Only the side channel", "1")}, ()),
        ({"video0": node("")}, (Camera("video0", "/dev/video0"),)),
    ],
)  # fmt: skip
def test_cameras(nodes: dict[str, dict[str, str]], expected: tuple[Camera, ...]) -> None:
    fact = read_cameras(machine(**nodes))
    assert fact.cameras == expected
    assert not fact.switched_off
    assert fact.evidence


def test_holders() -> None:
    held = (("/dev/video1", "zoom"), ("/dev/video0", "cheese"), ("/dev/video10", "obs"), ("/dev/video0", "wireplumber"))
    fact = read_cameras(machine(Holders(held, 7), **WEBCAM, video2=node("Shelf Cam")))
    assert [camera.held_by for camera in fact.cameras] == [("cheese", "zoom"), ()]
    assert fact.holders_hidden == 7
    assert "wireplumber" in seen(fact)
    assert "7 programs" in seen(fact)
    assert "zoom" not in redact("; ".join(str(piece) for piece in fact.evidence), "salt")


def test_no_folder_is_no_camera_but_no_list_of_devices_is_unknown() -> None:
    without = FakeMachine({ListFolder("/sys/class"): ["net"]})
    assert read_cameras(without).cameras == ()
    assert isinstance(TestContract.probe(FakeMachine()).get(Cameras), Unknown)
    without.replies[ListFolder(FOLDER)] = Refused("not allowed")
    assert isinstance(TestContract.probe(without).get(Cameras), Unknown)


@pytest.mark.parametrize(
    ("desktop", "uid", "reply", "off", "told"),
    [
        ("GNOME", 1000, Output(0, "true\n"), True, "camera switched off"),
        ("ubuntu:GNOME", 1000, Output(0, "false\n"), False, "camera switched on"),
        ("GNOME", 1000, Output(0, "maybe\n"), False, ""),
        ("GNOME", 1000, Output(1, "", "No such schema"), False, ""),
        ("GNOME", 1000, Missing("gsettings is not installed"), False, ""),
        ("KDE", 1000, Output(0, "true\n"), False, ""),
        # Root's own switch says nothing of the person at the screen.
        ("GNOME", 0, Output(0, "true\n"), False, ""),
    ],
)
def test_privacy_switch(desktop: str, uid: int, reply: object, off: bool, told: str) -> None:
    computer = machine(**WEBCAM)
    computer.replies |= {Environ("XDG_CURRENT_DESKTOP"): desktop, WhoAmI(): (uid, "robin", "/home/robin")}
    computer.replies[SWITCH] = reply
    fact = read_cameras(computer)
    assert fact.switched_off is off
    assert told in seen(fact)
    assert ("switched" in seen(fact)) is bool(told)


def test_a_hostile_camera_name_is_harmless_in_evidence() -> None:
    fact = read_cameras(machine(video0=node("\x1b[2J[red]\u202ecam")))
    assert seen(fact).isprintable()


def test_a_real_program_that_holds_a_file_is_found_until_it_lets_go(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    with device.open("w") as file:
        holder = subprocess.Popen(
            [tool("sh"), "-c", "echo ready; read line"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=[file.fileno()],
        )  # fmt: skip
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        # Only this one process, so that what others here do cannot disturb the count.
        processes = tmp_path / "proc"
        processes.mkdir()
        (processes / str(holder.pid)).symlink_to(f"/proc/{holder.pid}")
        found = open_files(f"{tmp_path}/video", processes)
        assert found == Holders(((str(device), "sh"),), 0)
        holders = Holders(tuple((f"/dev/{Path(path).name}", name) for path, name in found.held), 0)
        assert read_cameras(machine(holders, **WEBCAM)).cameras[0].held_by == ("sh",)
    assert open_files(f"{tmp_path}/video", processes).held == ()


TABLE = """P: /devices/pci0000:00/usb1/1-6/1-6:1.0
E: SUBSYSTEM=usb
E: DEVTYPE=usb_interface

P: /devices/pci0000:00/usb1/1-6/1-6:1.0/video4linux/video0
N: video0
E: SUBSYSTEM=video4linux
E: DEVNAME=/dev/video0
A: name=Kitchen Cam\\n
A: index=0\\n
L: device=../../../1-6:1.0

P: /devices/pci0000:00/usb1/1-6/1-6:1.0/video4linux/video1
N: video1
E: SUBSYSTEM=video4linux
E: DEVNAME=/dev/video1
A: name=Kitchen Cam\\n
A: index=1\\n
L: device=../../../1-6:1.0

"""


def test_a_whole_process_over_a_pretended_webcam(tmp_path: Path) -> None:
    table = tmp_path / "table.umockdev"
    table.write_text(TABLE)
    program = (
        "from peerkit.audit.probes.linux.camera import read_cameras\n"
        "from peerkit.audit.probes.live import LiveMachine\n"
        "from peerkit.model.check import OS\n"
        "print([(c.name, c.node) for c in read_cameras(LiveMachine(OS.LINUX)).cameras])\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), *filter(None, sys.path)])}
    command = [tool("umockdev-run"), "-d", str(table), "--", sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert done.stdout.strip() == "[('Kitchen Cam', '/dev/video0')]", done.stderr


class TestContract(ProbeContract):
    probe = type("P", (Probe,), {"readers": READERS})
    system = OS.LINUX
    # An empty list of video devices is what a computer without a camera has.
    may_know = {"empty": {Cameras}}
