"""Microphone and speaker, as the sound server tells them: ``pactl``, which speaks to PulseAudio and PipeWire alike.

The words for ports and their plugs are those pactl prints in its JSON; the words for the kind of a
device are the values of PulseAudio's property ``device.form_factor``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing, Refused
from peerkit.model.facts import Evidence, Fact, Microphone, OutputKind, Speaker, Unknown
from peerkit.model.private import printable

_SOURCE = "pactl"
# Full volume in PulseAudio's own count (PA_VOLUME_NORM).
_FULL = 65536
# What PulseAudio and PipeWire put there when no sound card is in reach; it plays to nobody.
_DUMMY = "auto_null"
_HEADSET_WORDS = frozenset({"headset", "headsets", "headphone", "headphones"})
_SPEAKER_WORDS = frozenset({"speaker", "speakers"})
_SPEAKER_FORMS = frozenset({"speaker", "hifi", "car"})


def read_microphone(machine: Machine) -> Microphone | Unknown:
    """The default source. A monitor, which only echoes what is played, is no microphone."""
    own_session(machine)
    sources = [source for source in _listed(machine, "sources") if not _is_monitor(source)]
    if not sources:
        return Microphone(present=False, evidence=(Evidence("no microphone listed", _SOURCE),))
    chosen = _chosen(machine, sources, "default_source_name")
    if chosen is None:
        return Unknown(
            "A microphone is there, but the sound settings do not say that calls will use it.",
            "Open the sound settings and pick your microphone as the input.",
        )
    return Microphone(
        present=True,
        name=_name(chosen),
        muted=_muted(chosen),
        volume=_volume(chosen),
        plugged_in=_plugged_in(chosen),
        evidence=(_evidence(chosen),),
    )


def read_speaker(machine: Machine) -> Speaker | Unknown:
    """The default sink, and whether it is a headset."""
    own_session(machine)
    sinks = [sink for sink in _listed(machine, "sinks") if not str(sink["name"]).startswith(_DUMMY)]
    if not sinks:
        return Speaker(present=False, evidence=(Evidence("no real output listed", _SOURCE),))
    chosen = _chosen(machine, sinks, "default_sink_name")
    if chosen is None:
        return Unknown(
            "A sound output is there, but the sound settings do not say that calls will use it.",
            "Open the sound settings and pick your headset or speakers as the output.",
        )
    return Speaker(
        present=True,
        name=_name(chosen),
        muted=_muted(chosen),
        volume=_volume(chosen),
        kind=_kind(chosen),
        plugged_in=_plugged_in(chosen),
        evidence=(_evidence(chosen),),
    )


def own_session(machine: Machine) -> None:
    """Sound belongs to the person at the screen. Raises ``Refused`` under sudo, where pactl would ask root's."""
    if machine.whoami()[0] == 0 and (machine.environ("SUDO_UID") or machine.environ("PKEXEC_UID")):
        raise Refused("this runs as root, and root has a sound session of its own",
                      "Run without sudo to look at your own sound.")  # fmt: skip


def ask(machine: Machine, *words: str) -> Any:
    """pactl's answer. Raises ``CouldNotLook`` with what the kernel says of sound cards."""
    _server_listens(machine)
    try:
        output = machine.run("pactl", "-f", "json", *words)
    except Missing:
        raise Missing(f"the program pactl is not installed; {_cards(machine)}",
                      "Install the package pulseaudio-utils.") from None  # fmt: skip
    if output.exit != 0:
        said = printable(output.stderr.strip().split("\n")[0], 120) or "it did not say why"
        raise Missing(f"no sound server answered ({said}); {_cards(machine)}",
                      "Log in to the desktop, play a sound, and run this again.")  # fmt: skip
    try:
        return json.loads(output.stdout)
    except ValueError:
        # Old versions wrote numbers with a comma where the language does so.
        raise Garbled("pactl's answer could not be understood", "Update the package pulseaudio-utils.") from None


def _server_listens(machine: Machine) -> None:
    """Raises ``Missing`` where no server listens: pactl would try to start one, and PeerKit starts nothing."""
    if machine.environ("PULSE_SERVER"):
        return
    runtime = machine.environ("XDG_RUNTIME_DIR") or f"/run/user/{machine.whoami()[0]}"
    try:
        listens = "native" in machine.folder(f"{runtime}/pulse")
    except (Missing, Refused):
        listens = False
    if not listens:
        raise Missing(f"no sound server runs for this account; {_cards(machine)}",
                      "Log in to the desktop, play a sound, and run this again.")  # fmt: skip


def _cards(machine: Machine) -> str:
    """What the kernel says of sound cards, in words for the end of a reason."""
    try:
        lines = machine.text("/proc/asound/cards").splitlines()
    except Missing:
        lines = []
    except CouldNotLook:
        return "the kernel's list of sound cards could not be read"
    names = [found[1] for line in lines if (found := re.match(r"\s*\d+ \[[^\]]*\]: (.+)", line))]
    if not names:
        return "the kernel lists no sound cards"
    return f"the kernel lists {', '.join(printable(name, 60) for name in names[:4])}"


def _listed(machine: Machine, kind: str) -> list[Mapping[str, Any]]:
    found = ask(machine, "list", kind)
    if not isinstance(found, list) or not all(isinstance(device, dict) and "name" in device for device in found):
        raise Garbled("pactl's answer could not be understood")
    return found


def _chosen(machine: Machine, devices: list[Mapping[str, Any]], key: str) -> Mapping[str, Any] | None:
    """The device calls would use: the default, where the list holds it."""
    info = ask(machine, "info")
    default = info.get(key) if isinstance(info, dict) else None
    return next((device for device in devices if device["name"] == default), None)


def _is_monitor(source: Mapping[str, Any]) -> bool:
    of_sink = source.get("monitor_source")
    return _property(source, "device.class") == "monitor" or of_sink not in (None, "", "n/a") or (
        str(source["name"]).startswith(_DUMMY)
    )  # fmt: skip


def _property(device: Mapping[str, Any], key: str) -> str:
    properties = device.get("properties")
    return str(properties.get(key, "")) if isinstance(properties, dict) else ""


def _name(device: Mapping[str, Any]) -> str:
    """What people call it; pactl 16 writes ``(null)`` for every name that is not plain ASCII."""
    described = device.get("description")
    return described if isinstance(described, str) and described not in ("", "(null)") else str(device["name"])


def _muted(device: Mapping[str, Any]) -> bool:
    muted = device.get("mute")
    if not isinstance(muted, bool):
        raise Garbled("pactl does not tell whether the sound is muted")
    return muted


def _volume(device: Mapping[str, Any]) -> float | None:
    """The loudest channel in percent of full."""
    channels = device.get("volume")
    channels = channels.values() if isinstance(channels, dict) else ()
    counts = [channel.get("value") for channel in channels if isinstance(channel, dict)]
    known = [count for count in counts if isinstance(count, int) and count >= 0]
    return round(100 * max(known) / _FULL, 1) if known else None


def _active_port(device: Mapping[str, Any]) -> Mapping[str, Any]:
    ports = device.get("ports")
    ports = ports if isinstance(ports, list) else []
    wanted = device.get("active_port")
    return next((port for port in ports if isinstance(port, dict) and port.get("name") == wanted), {})


def _plugged_in(device: Mapping[str, Any]) -> bool:
    """False only where the jack itself reports that it is empty; most ports cannot tell."""
    return _active_port(device).get("availability") != "not available"


def _words(text: object) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", str(text or "").lower()))


def _kind(sink: Mapping[str, Any]) -> OutputKind:
    """A device built as a headset is one; else the port in use tells best, then the form, then the name.

    Bluetooth alone tells nothing: a room speaker uses it just as a headset does. A plain jack
    ("Analog", "Line Out") and a screen ("HDMI") may lead anywhere.
    """
    form = _property(sink, "device.form_factor") or _property(sink, "device.form-factor")
    by_form = OutputKind.SPEAKER if form in _SPEAKER_FORMS else _said(_words(form))
    by_name = _said(_words(_name(sink)))
    if by_form is OutputKind.HEADSET:
        return by_form
    port = _active_port(sink)
    by_port = _said(_words(port.get("type")) | _words(port.get("name")))
    if by_port is OutputKind.SPEAKER and by_name is OutputKind.HEADSET:
        return OutputKind.OTHER  # some USB headsets call their own volume knob "Speaker"
    return by_port or by_form or by_name or OutputKind.OTHER


def _said(words: frozenset[str]) -> OutputKind | None:
    headset, speaker = bool(words & _HEADSET_WORDS), bool(words & _SPEAKER_WORDS)
    if headset == speaker:
        # Neither word, or a port that serves both, as on some laptops.
        return None if not headset else OutputKind.OTHER
    return OutputKind.HEADSET if headset else OutputKind.SPEAKER


def _evidence(device: Mapping[str, Any]) -> Evidence:
    volume = _volume(device)
    parts = [printable(_name(device), 80)]
    port = _active_port(device).get("description")
    if port and port != "(null)":
        parts.append(f"port {printable(str(port), 60)}")
    parts.append("muted" if _muted(device) else "not muted")
    parts.append("volume not reported" if volume is None else f"volume {volume:.0f} %")
    if not _plugged_in(device):
        parts.append("nothing plugged in")
    return Evidence(", ".join(parts), _SOURCE)


READERS: dict[type[Fact], Reader] = {Microphone: read_microphone, Speaker: read_speaker}
