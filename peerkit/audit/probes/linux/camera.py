"""Cameras the kernel lists, and who holds them open. No camera is ever opened or switched on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Holders, Machine, Missing, OpenFiles, ReadLink
from peerkit.model.facts import Camera, Cameras, Evidence, Fact
from peerkit.model.private import PrivateKind, printable, private

_FOLDER = "/sys/class/video4linux"
_NODE = re.compile(r"video\d{1,4}")
# Chips that code, decode or scale video also get a /dev/video node; their names say what they are.
_NOT_A_CAMERA = re.compile(r"codec|decode|encode|hevc|h264|jpeg|scaler|\b(isp|dec|enc|rga|vpu|m2m)\b", re.IGNORECASE)
# The programs that hand a camera on to others. They hold it open even when nobody looks
# (github.com/W-Floyd/ha-mqtt-iot/issues/44), so their hold says nothing.
_BROKERS = frozenset({"pipewire", "wireplumber", "v4l2-relayd"})


def read_cameras(machine: Machine) -> Cameras:
    """The cameras, their holders, and GNOME's own privacy switch where that desktop runs."""
    cameras = _listed(machine)
    evidence = [Evidence(", ".join(printable(name, 80) for name in cameras.values()) or "no camera listed", _FOLDER)]
    holders = machine.answer(OpenFiles("/dev/video")) if cameras else Holders((), 0)
    evidence += _told(holders) if cameras else []
    switched_off = _switched_off(machine)
    if switched_off is not None:
        evidence.append(Evidence(f"camera switched {'off' if switched_off else 'on'}", "GNOME privacy settings"))
    return Cameras(
        cameras=tuple(
            Camera(name=name, node=nodes[0], held_by=_held_by(holders, nodes)) for nodes, name in cameras.items()
        ),
        switched_off=bool(switched_off),
        holders_hidden=holders.hidden,
        evidence=tuple(evidence),
    )


def _listed(machine: Machine) -> Mapping[tuple[str, ...], str]:
    """The name of each camera by its device files. A webcam has up to four of them; ``index`` 0 is the picture."""
    try:
        names = machine.folder(_FOLDER)
    except Missing:
        machine.folder("/sys/class")  # without the kernel's list of devices, nothing can be said
        return {}
    if any(not re.fullmatch(r"[\w-]+", name) for name in names):
        raise Garbled(f"{_FOLDER} lists nothing that is known")
    nodes: dict[str, list[str]] = defaultdict(list)
    for name in sorted((name for name in names if _NODE.fullmatch(name)), key=lambda name: int(name[5:])):
        nodes[_device(machine, name)].append(name)
    found: dict[tuple[str, ...], str] = {}
    for members in nodes.values():
        pictures = [name for name in members if _is_picture(machine, name)]
        if pictures:
            found[tuple(f"/dev/{name}" for name in members)] = _field(machine, pictures[0], "name") or pictures[0]
    return found


def _device(machine: Machine, node: str) -> str:
    """The device a node belongs to; a node without one stands for itself."""
    try:
        return str(machine.answer(ReadLink(f"{_FOLDER}/{node}/device")))
    except CouldNotLook:
        return node


def _is_picture(machine: Machine, node: str) -> bool:
    return _field(machine, node, "index") in ("", "0") and not _NOT_A_CAMERA.search(_field(machine, node, "name"))


def _field(machine: Machine, node: str, name: str) -> str:
    try:
        return machine.text(f"{_FOLDER}/{node}/{name}").strip()
    except CouldNotLook:
        return ""


def _held_by(holders: Holders, nodes: tuple[str, ...]) -> tuple[str, ...]:
    programs = {program for path, program in holders.held if path in nodes}
    return tuple(sorted(programs - _BROKERS))


def _told(holders: Holders) -> list[Evidence]:
    programs = sorted({program for _, program in holders.held})
    shown = ", ".join(private(PrivateKind.PROGRAM, program) for program in programs)
    told = [Evidence(f"held open by {shown}" if shown else "held open by no program", "/proc")]
    if holders.hidden:
        told.append(Evidence(f"{holders.hidden} programs of other accounts could not be looked at", "/proc"))
    return told


def _switched_off(machine: Machine) -> bool | None:
    """GNOME's switch, which apps that ask the desktop for the camera obey; None where it could not be read."""
    try:
        if "GNOME" not in machine.environ("XDG_CURRENT_DESKTOP").split(":") or machine.whoami()[0] == 0:
            return None
        output = machine.run("gsettings", "get", "org.gnome.desktop.privacy", "disable-camera")
    except CouldNotLook:
        return None
    return {"true": True, "false": False}.get(output.stdout.strip()) if output.exit == 0 else None


READERS: dict[type[Fact], Reader] = {Cameras: read_cameras}
