"""A made-up machine with files that save networks: raw bytes in, read the way a live machine reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peerkit.audit.checks import load_check
from peerkit.audit.probes.linux.savedwifi import read_saved_wifi
from peerkit.audit.probes.live import secrets_left_out
from peerkit.audit.probes.machine import (
    BusCall,
    CouldNotLook,
    FileState,
    ListFolder,
    ReadFile,
    ReadWithoutSecrets,
    Refused,
    Request,
    State,
)
from peerkit.model.facts_wifi import SavedWifi
from peerkit.model.finding import Status, Verdict
from tests.fake_machine import FakeMachine

NM = "org.freedesktop.NetworkManager"
SETTINGS = "/org/freedesktop/NetworkManager/Settings"
ETC = "/etc/NetworkManager/system-connections"


@dataclass(frozen=True)
class Saved:
    """A file, whose it is, and whether this account may read it."""

    raw: bytes
    mode: int = 0o600
    uid: int = 0
    readable: bool = True


class SavedMachine(FakeMachine):
    """Made of files by path, and of further replies."""

    def __init__(self, files: Mapping[str, Saved | bytes], more: Mapping[Request, Any] | None = None) -> None:
        self.files = {path: file if isinstance(file, Saved) else Saved(file) for path, file in files.items()}
        folders: dict[str, set[str]] = {}
        for path in self.files:
            folder, _, name = path.rpartition("/")
            folders.setdefault(folder, set()).add(name)
            above, _, inner = folder.rpartition("/")
            folders.setdefault(above, set()).add(inner)
        replies: dict[Request, Any] = {ListFolder(folder): sorted(names) for folder, names in folders.items()}
        for path, file in self.files.items():
            replies[FileState(path)] = State("file", file.mode, file.uid, 0, len(file.raw))
            replies[ReadFile(path)] = file.raw
        super().__init__({**replies, **(more or {})})

    def answer(self, request: Request) -> Any:
        if isinstance(request, ReadWithoutSecrets) and request not in self.replies and request.path in self.files:
            file = self.files[request.path]
            if not file.readable:
                raise Refused(f"{request.path} may not be read by this account")
            return secrets_left_out(request, file.raw)
        return super().answer(request)


def saved(files: Mapping[str, Saved | bytes], more: Mapping[Request, Any] | None = None) -> SavedWifi:
    """What the reader makes of these files."""
    found = read_saved_wifi(SavedMachine(files, more))
    assert isinstance(found, SavedWifi), found
    return found


def on_bus(*profiles: dict[str, dict[str, Any]] | CouldNotLook) -> dict[Request, Any]:
    """NetworkManager's replies about its connections."""
    paths = [f"{SETTINGS}/{number}" for number in range(len(profiles))]
    listed = BusCall("system", NM, SETTINGS, f"{NM}.Settings", "ListConnections")
    replies: dict[Request, Any] = {listed: [paths]}
    for path, profile in zip(paths, profiles, strict=True):
        call = BusCall("system", NM, path, f"{NM}.Settings.Connection", "GetSettings")
        replies[call] = profile if isinstance(profile, CouldNotLook) else [profile]
    return replies


def wifi_profile(ssid: bytes, security: dict[str, Any] | None = None, **connection: Any) -> dict[str, dict[str, Any]]:
    """A Wi-Fi connection as ``GetSettings`` tells it."""
    told = {"connection": {"type": "802-11-wireless", "id": "x", **connection}, "802-11-wireless": {"ssid": ssid}}
    return told if security is None else {**told, "802-11-wireless-security": security}


def verdicts(check: str, fact: SavedWifi) -> list[Verdict]:
    """What a check says of it."""
    found = load_check(check)(fact)
    return [found] if isinstance(found, Verdict) else list(found)


def failing(check: str, fact: SavedWifi) -> list[Verdict]:
    """The fails among it."""
    return [verdict for verdict in verdicts(check, fact) if verdict.status is Status.FAIL]
