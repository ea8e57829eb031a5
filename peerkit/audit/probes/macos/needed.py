"""What readers need of what a Mac answers; the rest is left out of recordings.

A list of connections tells whom somebody talks to, loginwindow's file may hold a telephone number, and the
names of saved networks tell where somebody was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from peerkit.audit.probes.machine import Garbled, Output, ReadFile, Request, RunCommand
from peerkit.audit.probes.macos import hardware, offered, plists

_KEYS = {
    "SystemVersion.plist": {"ProductName", "ProductVersion"},
    "com.apple.SoftwareUpdate.plist": {
        "AutomaticCheckEnabled", "AutomaticDownload", "AutomaticallyInstallMacOSUpdates", "ConfigDataInstall",
        "CriticalUpdateInstall", "LastBackgroundSuccessfulDate", "LastFullSuccessfulDate",
        "LastRecommendedUpdatesAvailable", "LastSuccessfulDate", "LastUpdatesAvailable", "RecommendedUpdates",
    },
    "com.apple.loginwindow.plist": {"GuestEnabled", "autoLoginUser"},
    "com.apple.screensaver.plist": {"askForPassword", "askForPasswordDelay", "idleTime"},
}  # fmt: skip
_OF_A_SUMMARY = ("InterfaceType", "LinkStatusActive", "SSID", "Security")
# A socket that waits has no one at its other end.
_WAITS = re.compile(r"(?:tcp|udp)\S*\s+\d+\s+\d+\s+\S+\s+\*\.\*(?:\s.*)?")


def only_needed(request: Request, reply: Any) -> Any:
    """The reply without what no reader looks at; replies of other systems and questions stay as they are."""
    if isinstance(request, ReadFile) and isinstance(reply, bytes):
        name = request.path.rpartition("/")[2]
        if name == "Assertions.json":
            return _focus(reply)
        kept = _KEYS.get(name)
        return reply if kept is None else _settings(reply, kept)
    if isinstance(request, RunCommand) and isinstance(reply, Output):
        shorten = _SHORTER.get(request.argv[:2])
        return replace(reply, stdout=shorten(reply.stdout)) if shorten else reply
    return reply


def _settings(raw: bytes, kept: set[str]) -> bytes:
    import plistlib

    try:
        told = plists.parse(raw, "it")
    except Garbled:
        return b"damaged"
    return plistlib.dumps({key: value for key, value in told.items() if key in kept})


def _focus(raw: bytes) -> bytes:
    """How many kinds of Focus are on, in the file's own form: which, since when and by which device is left out."""
    try:
        found = offered.records(raw.decode("utf-8", "replace"))
    except Garbled:
        return b"damaged"
    return json.dumps({"data": [{"storeAssertionRecords": [{}] * found}]}).encode()


def _summary(text: str) -> str:
    lines = [f"  {key} : {value}\n" for key, value in hardware.own_lines(text) if key in _OF_A_SUMMARY]
    return f"<dictionary> {{\n{''.join(lines)}}}\n"


def _sockets(text: str) -> str:
    head, _, rest = text.partition("\n")
    return "\n".join([head, *(line for line in rest.split("\n") if _WAITS.fullmatch(line.rstrip()))]) + "\n"


def _saved_names(text: str) -> str:
    """Numbers for names: how many there are is all that is asked."""
    numbers: dict[str, int] = {}
    lines = []
    for line in text.split("\n"):
        named = line.startswith(("\t", " ")) and line.strip()
        lines.append(f"\tnetwork {numbers.setdefault(line.strip(), len(numbers) + 1)}" if named else line)
    return "\n".join(lines)


_SHORTER: dict[tuple[str, ...], Callable[[str], str]] = {
    ("ipconfig", "getsummary"): _summary,
    ("netstat", "-an"): _sockets,
    ("networksetup", "-listpreferredwirelessnetworks"): _saved_names,
}
