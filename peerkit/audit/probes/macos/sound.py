"""Microphone and speaker: ``system_profiler SPAudioDataType`` names them, AppleScript tells how loud they are.

``get volume settings`` is of StandardAdditions, which are part of macOS; it only reads, and asks nobody. Its
labels are AppleScript's own words, the same in every language; a device without a control of its own
has ``missing value``.
"""

from __future__ import annotations

import re
from typing import Any

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.macos import profiler
from peerkit.model.facts import Evidence, Fact, Microphone, OutputKind, Speaker
from peerkit.model.private import printable

_KIND = "SPAudioDataType"
VOLUME = ("osascript", "-e", "get volume settings")
_YES = "spaudio_yes"
_SETTING = re.compile(r"(output volume|input volume|output muted):([0-9]{1,3}|missing value|true|false)")
_LOOK = "Look in System Settings, Sound."
# Apple names its devices in the display's language.
_ON_THE_HEAD = re.compile(
    r"headphone|headset|earphone|earbud|\bbuds\b|airpods|earpods|beats (?!pill)|kopfh.rer|casque|.couteurs|auricular"
    r"|fones|auscultador|cuffie|koptelefoon|h.rlurar|ヘッドフォン|ヘッドホン|イヤフォン|耳机|耳機|헤드폰|이어폰|навушник|наушник",
    re.IGNORECASE,
)
_IN_THE_ROOM = re.compile(
    r"speaker|lautsprecher|haut-parleur|altavo[cz]|alto-falante|altifalante|altoparlant|luidspreker|h.gtalare|homepod"
    r"|soundbar|スピーカー|扬声器|揚聲器|스피커|динамик",
    re.IGNORECASE,
)


def _devices(machine: Machine) -> list[dict[str, Any]]:
    entries = profiler.report(machine, _KIND)
    return [device for entry in entries for device in profiler.items(entry, "_items")]


def _chosen(machine: Machine, way: str) -> dict[str, Any] | None:
    """The device that is set for ``input`` or ``output``; None where there is none at all. Raises ``CouldNotLook``."""
    devices = _devices(machine)
    for device in devices:
        if device.get(f"coreaudio_default_audio_{way}_device") == _YES:
            return device
    if any(device.get(f"coreaudio_device_{way}") for device in devices):
        raise Garbled(f"the program system_profiler does not tell which {way} is set", _LOOK)
    return None


def _volumes(machine: Machine) -> dict[str, str]:
    """The settings by name; empty where AppleScript gives none."""
    try:
        output = machine.run(*VOLUME)
    except CouldNotLook:
        return {}
    return dict(_SETTING.findall(output.stdout)) if output.exit == 0 else {}


def _percent(word: str | None) -> float | None:
    return float(word) if word and word.isdecimal() and int(word) <= 100 else None


def read_microphone(machine: Machine) -> Microphone:
    """The input that is set. macOS has no mute of its own for it: muted is a volume of 0."""
    device = _chosen(machine, "input")
    if device is None:
        return Microphone(present=False, evidence=(Evidence("no input", f"system_profiler {_KIND}"),))
    name, volume = profiler.text(device, "_name"), _percent(_volumes(machine).get("input volume"))
    return Microphone(present=True, name=name, volume=volume, evidence=_evidence(name, volume, device))


def read_speaker(machine: Machine) -> Speaker:
    """The output that is set, and what kind it is by its name and how it is joined."""
    device = _chosen(machine, "output")
    if device is None:
        return Speaker(present=False, evidence=(Evidence("no output", f"system_profiler {_KIND}"),))
    settings = _volumes(machine)
    name, volume = profiler.text(device, "_name"), _percent(settings.get("output volume"))
    return Speaker(
        present=True, name=name, muted=settings.get("output muted") == "true", volume=volume, kind=_kind(device),
        evidence=_evidence(name, volume, device),
    )  # fmt: skip


def _kind(device: dict[str, Any]) -> OutputKind:
    """By name; a name that says neither, or both, tells nothing. AirPlay always fills a room."""
    if _transport(device) == "airplay":
        return OutputKind.SPEAKER
    words = f"{profiler.text(device, '_name')} {profiler.text(device, 'coreaudio_output_source')}"
    head, room = bool(_ON_THE_HEAD.search(words)), bool(_IN_THE_ROOM.search(words))
    if head == room:
        return OutputKind.OTHER
    return OutputKind.HEADSET if head else OutputKind.SPEAKER


def _transport(device: dict[str, Any]) -> str:
    return profiler.text(device, "coreaudio_device_transport").removeprefix("coreaudio_device_type_")


def _evidence(name: str, volume: float | None, device: dict[str, Any]) -> tuple[Evidence, ...]:
    loud = "volume not reported" if volume is None else f"volume {volume:.0f} %"
    seen = f"{name}, {_transport(device) or 'joined in an unknown way'}, {loud}"
    return (Evidence(printable(seen, 160), f"system_profiler {_KIND}, osascript"),)


READERS: dict[type[Fact], Reader] = {Microphone: read_microphone, Speaker: read_speaker}
