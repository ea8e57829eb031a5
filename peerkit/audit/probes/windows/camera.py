"""Cameras that Windows lists as present, and the programs that use one now. No camera is switched on."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.audit.probes.windows.asking import listed, texts, told
from peerkit.audit.probes.windows.consent import SOURCE, denied_by
from peerkit.model.facts import Camera, Cameras, Evidence, Fact
from peerkit.model.private import PrivateKind, printable, private

_SOURCE = "Win32_PnPEntity"


def in_use(machine: Machine, capability: str) -> tuple[str, ...] | None:
    """The programs that use the ``webcam`` or ``microphone`` now; None where that could not be seen."""
    try:
        return tuple(sorted(set(texts(told(machine, "in-use").values.get(capability, [])))))
    except CouldNotLook:
        return None


def read_cameras(machine: Machine) -> Cameras:
    """The cameras, who uses one, and the privacy switch. Windows does not tell which of several is in use."""
    names = [one.text("name") for one in listed(machine, "cameras")]
    evidence = [Evidence(", ".join(printable(name, 80) for name in names) or "no camera listed", _SOURCE)]
    programs = in_use(machine, "webcam") if names else ()
    if names:
        shown = ", ".join(private(PrivateKind.PROGRAM, program) for program in programs or ())
        seen = "not known who uses it" if programs is None else f"in use by {shown or 'no program'}"
        evidence.append(Evidence(seen, SOURCE))
    off = bool(names) and _off(machine)
    cameras = tuple(
        Camera(name, str(number), (programs or ()) if number == 0 else ()) for number, name in enumerate(names)
    )
    return Cameras(cameras=cameras, switched_off=off, evidence=tuple(evidence))


def _off(machine: Machine) -> bool:
    try:
        return bool(denied_by(machine, "webcam"))
    except CouldNotLook:
        return False


READERS: dict[type[Fact], Reader] = {Cameras: read_cameras}
