"""The microphone and the output that calls would use, by Windows' Core Audio.

The default device of the role "communications", its mute and volume, and what kind it is (Microsoft:
EndpointFormFactor; 3 is headphones, 5 a headset). No sound is taken or played.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.windows.asking import Told, as_told, told
from peerkit.model.facts import Evidence, Fact, Microphone, OutputKind, Speaker
from peerkit.model.private import printable

_SOURCE = "Core Audio"
_SPEAKERS, _HEADPHONES, _HEADSET, _SCREEN = 1, 3, 5, 9
_KINDS = {
    _SPEAKERS: OutputKind.SPEAKER,
    _HEADPHONES: OutputKind.HEADSET,
    _HEADSET: OutputKind.HEADSET,
    _SCREEN: OutputKind.SPEAKER,
}


def _device(machine: Machine, which: str) -> Told | None:
    """The device; None where there is none. Raises ``CouldNotLook``."""
    reply = told(machine, "sound").values
    if which in reply and reply[which] is None:
        return None
    return as_told(reply.get(which), _SOURCE)


def _volume(device: Told) -> float | None:
    found = device.values.get("volume")
    good = isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found <= 1
    return round(float(found) * 100, 1) if good and found is not None else None


def _evidence(device: Told) -> tuple[Evidence, ...]:
    volume = _volume(device)
    loud = "volume not reported" if volume is None else f"volume {volume:.0f} %"
    muted = "muted" if device.flag("muted") else "not muted"
    return (Evidence(f"{printable(device.text('name'), 80)}, {muted}, {loud}", _SOURCE),)


def read_microphone(machine: Machine) -> Microphone:
    """The microphone for calls. Raises ``CouldNotLook``."""
    device = _device(machine, "microphone")
    if device is None:
        return Microphone(present=False, evidence=(Evidence("no microphone", _SOURCE),))
    return Microphone(
        present=True, name=device.text("name"), muted=device.flag("muted"), volume=_volume(device),
        evidence=_evidence(device),
    )  # fmt: skip


def read_speaker(machine: Machine) -> Speaker:
    """The output for calls. Raises ``CouldNotLook``."""
    device = _device(machine, "speaker")
    if device is None:
        return Speaker(present=False, evidence=(Evidence("no output", _SOURCE),))
    form = device.values.get("form")
    kind = _KINDS.get(form, OutputKind.OTHER) if isinstance(form, int) else OutputKind.OTHER
    return Speaker(
        present=True, name=device.text("name"), muted=device.flag("muted"), volume=_volume(device), kind=kind,
        evidence=_evidence(device),
    )  # fmt: skip


READERS: dict[type[Fact], Reader] = {Microphone: read_microphone, Speaker: read_speaker}
