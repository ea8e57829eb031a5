"""``--redact`` leaves no name: not in messages, not in evidence, and not in the reasons of what could not be read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from peerkit.audit.audit import AUDITED, run_audit, shown
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.machine import (
    Environ,
    FileState,
    Garbled,
    ListFolder,
    Machine,
    Missing,
    Refused,
    Request,
    State,
    TooSlow,
    WhoAmI,
)
from peerkit.model.check import OS
from peerkit.model.report import Report
from peerkit.model.settings import Settings

NAME, NETWORK = "canarina", "Canary Door"
FOLDERS = {
    "/home": [NAME],
    f"/home/{NAME}": [".config", "Documents"],
    "/etc/NetworkManager/system-connections": [f"{NETWORK}.nmconnection"],
    "/var/lib/iwd": [f"{NETWORK}.psk"],
    "/etc/NetworkManager": ["system-connections"],
}


class Telling(Machine):
    """Refuses everything, and quotes what was asked, as a live machine does."""

    os, release = OS.LINUX, "Test OS 1"

    def __init__(self, kind: type[Any], uid: int) -> None:
        self.kind, self.uid = kind, uid

    def answer(self, request: Request) -> Any:
        if isinstance(request, WhoAmI):
            return self.uid, NAME, f"/home/{NAME}"
        if isinstance(request, Environ):
            return {"SUDO_USER": NAME, "XDG_CURRENT_DESKTOP": "KDE"}.get(request.name)
        if isinstance(request, ListFolder) and request.path in FOLDERS:
            return FOLDERS[request.path]
        if isinstance(request, FileState):
            return State("file", 0o644, self.uid, 0, 100)
        # A live machine names the program, never what it was asked about.
        what = getattr(request, "path", type(request).__name__)
        raise self.kind(f"{what} may not be read by this account")


def everything(report: Report) -> str:
    return repr(report)


@pytest.mark.parametrize("kind", [Missing, Refused, TooSlow, Garbled])
@pytest.mark.parametrize("uid", [0, 1000])
def test_no_name_is_left_when_nothing_could_be_read(kind: type[Any], uid: int) -> None:
    report = run_audit(LinuxProbe(Telling(kind, uid)), AUDITED, Settings(), "now", date(2026, 11, 21))
    owner, others = everything(shown(report)), everything(shown(report, "a key"))
    assert kind is Missing or NAME in owner or NETWORK in owner, "the owner may read them"
    assert NAME not in others
    assert NETWORK not in others
