"""The registry and PowerShell as the live machine asks them, with a registry and a program of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

import pytest

from peerkit.audit.probes.machine import Garbled, Missing, ReadWithoutSecrets, Refused
from peerkit.audit.probes.recorded import load_recording
from peerkit.audit.probes.recording import write_recording
from peerkit.audit.probes.systemcalls import ReadRegistry
from peerkit.audit.probes.windows import WindowsProbe, live, powershell
from peerkit.audit.probes.windows.native import registry, wlan
from peerkit.audit.probes.windows.recorders import KINDS
from tests.audit.probes.windows.scenes import ADAPTER, CONSENT, Windows


class Key:
    """An open key."""

    def __init__(self, values: dict[str, Any], subkeys: list[str]) -> None:
        self.values, self.subkeys = values, subkeys

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Winreg:
    """What ``winreg`` offers, over a dictionary of keys."""

    HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER = "HKLM", "HKCU"
    KEY_READ, KEY_WOW64_64KEY, REG_BINARY, REG_SZ = 1, 0x100, 3, 1

    def __init__(self, keys: dict[str, Any]) -> None:
        self.keys = keys

    def OpenKey(self, hive: str, key: str, _reserved: int, access: int) -> Key:  # noqa: N802  # winreg's own name
        assert access == self.KEY_READ | self.KEY_WOW64_64KEY
        found = self.keys.get(f"{hive}\\{key}", FileNotFoundError())
        if isinstance(found, Exception):
            raise found
        below = f"{hive}\\{key}\\"
        names = {path.removeprefix(below).split("\\")[0] for path in self.keys if path.startswith(below)}
        return Key(found, sorted(names))

    def QueryValueEx(self, key: Key, name: str) -> tuple[Any, int]:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError
        return key.values[name], self.REG_BINARY if key.values[name] is None else self.REG_SZ

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:  # noqa: N802
        return len(key.subkeys), len(key.values), 0

    def EnumKey(self, key: Key, at: int) -> str:  # noqa: N802
        return key.subkeys[at]


def test_values_that_are_set_and_no_password() -> None:
    keys = {"HKLM\\A": {"DefaultPassword": "CANARY", "Number": 1, "Empty": None}, "HKLM\\B": PermissionError()}
    request = ReadRegistry("HKLM", "A", ("DefaultPassword", "Number", "Empty", "Absent"))
    found = registry.read(request, Winreg(keys))
    assert found == {"DefaultPassword": "present", "Number": 1, "Empty": b""}
    for hive, key, error in (("HKLM", "C", Missing), ("HKLM", "B", Refused), ("HKCR", "A", Garbled)):
        with pytest.raises(error):
            registry.read(ReadRegistry(hive, key), Winreg(keys))


def test_programs_that_use_a_device_now() -> None:
    web = rf"HKCU\{CONSENT}\webcam"
    keys = {
        web: {},
        rf"{web}\Contoso.Meet_8wekyb3d8bbwe": {"LastUsedTimeStart": 5, "LastUsedTimeStop": 0},
        rf"{web}\NonPackaged": {},
        rf"{web}\NonPackaged\C:#Program Files#Zoom#Zoom.exe": {"LastUsedTimeStart": 5, "LastUsedTimeStop": 0},
        rf"{web}\NonPackaged\C:#old.exe": {"LastUsedTimeStart": 5, "LastUsedTimeStop": 6},
        rf"{web}\NonPackaged\C:#never.exe": {},
    }
    assert registry.devices_in_use(Winreg(keys)) == {"webcam": ["Contoso.Meet", "Zoom.exe"], "microphone": []}


def test_a_pin_is_known_by_its_mark() -> None:
    key = rf"HKLM\{registry._PIN}\S-1-5-21-1"
    assert registry.pin("S-1-5-21-1", Winreg({key: {"LogonCredsAvailable": 1}})) == {"set": True}
    assert registry.pin("S-1-5-21-2", Winreg({key: {}})) == {"set": False}


def test_the_script_is_one_line_that_no_quoting_can_change() -> None:
    script = powershell.script()
    assert not set(script) & set('"\n@%') - {"@"}
    assert "@NAMES@" not in script
    assert "@PROGRAMS@" not in script
    for opening, closing in ("()", "{}", "[]"):
        assert script.count(opening) == script.count(closing)
    assert script.count("'") % 2 == 0
    assert len(" ".join(powershell.command_line())) < 32_000, "CreateProcess takes no more than 32,767"
    for name in KINDS:
        assert f"'{name}'" in script
    lower = script.lower()
    for verb in (
        "set-",
        "remove-",
        "new-item",
        "start-",
        "stop-",
        "add-type",
        "invoke-expression",
        "out-file",
        "restart-",
    ):
        assert verb not in lower, verb


def test_what_powershell_prints() -> None:
    told = {"users": {"value": [{"name": "Gäst"}], "Count": 1}, "ports": {"tcp": []}}
    raw = b"\xef\xbb\xbf" + json.dumps(told, ensure_ascii=False).encode() + b"\r\n"
    assert powershell.parsed(0, raw) == {"users": [{"name": "Gäst"}], "ports": {"tcp": []}}
    for printed, error in ((b"", Missing), (b"Der Vorgang wurde verweigert.", Refused), (b"[1]", Garbled)):
        with pytest.raises(error):
            powershell.parsed(1, printed)
    with pytest.raises(Garbled):
        powershell.parsed(0, b"[" * 100_000)


def test_a_saved_network_goes_through_the_room_that_keeps_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    key = "<sharedKey><protected>false</protected><keyMaterial>CANARY river stone 7</keyMaterial></sharedKey>"
    auth = "<authEncryption><authentication>WPA2PSK</authentication><encryption>AES</encryption></authEncryption>"
    xml = (
        "<WLANProfile><SSIDConfig><SSID><hex>426C7565</hex></SSID></SSIDConfig>"
        f"<MSM><security>{auth}{key}</security></MSM></WLANProfile>"
    )
    monkeypatch.setattr(wlan, "profile", lambda _path: xml.encode())
    told = live.WindowsMachine().answer(ReadWithoutSecrets(f"wlan/{ADAPTER}/Blue", "wlan-profile"))
    assert "CANARY" not in str(told)
    assert told[0]["secret.key"].startswith(("STRONG", "GUESSABLE"))


def test_a_recording_of_the_machine_gives_the_same_facts_and_nothing_that_tells_who(tmp_path: Path) -> None:
    probe = WindowsProbe(Windows())
    facts = {need: probe.get(need) for need in WindowsProbe.readers}
    text = write_recording(probe.machine, "2026-11-21T10:00:00Z")
    assert "1004336348" not in text, "the machine's own part of an account's id"
    file = tmp_path / "windows.yaml"
    file.write_text(text)
    replayed = WindowsProbe(load_recording(file))
    assert {need: replayed.get(need) for need in WindowsProbe.readers} == facts


def test_programs_come_from_windows_own_folders_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: dict[str, Any] = {}

    def run_raw(argv: Any, environment: Any, seconds: float, folders: Any) -> tuple[int, bytes, bytes]:
        called.update(argv=argv, environment=environment, folders=folders)
        return 0, b'{"users": []}', b""

    monkeypatch.setattr(live.system, "system_folder", lambda: str(tmp_path / "System32"))
    monkeypatch.setattr(live.command, "run_raw", run_raw)
    monkeypatch.setenv("PATH", "C:\\somebody\\elses")
    monkeypatch.setenv("PSModulePath", "C:\\somebody\\elses")
    assert live.WindowsMachine().native("powershell") == {"users": []}
    assert called["argv"][:4] == ("powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive")
    assert "somebody" not in str(called)
    assert all(str(folder).startswith(str(tmp_path / "System32")) for folder in called["folders"])
    (tmp_path / "Sysnative").mkdir()
    live.WindowsMachine().native("powershell")
    assert all(str(folder).startswith(str(tmp_path / "Sysnative")) for folder in called["folders"]), "32-bit Python"


def test_on_windows_this_machine_is_asked_by_the_windows_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    from peerkit.audit import probes
    from peerkit.model.check import OS
    from peerkit.model.facts import Power, Unknown

    monkeypatch.setattr(probes, "this_system", lambda: OS.WINDOWS)
    probe = probes.for_this_machine()
    assert isinstance(probe, WindowsProbe)
    assert isinstance(probe.get(Power), Unknown), "there is no kernel32 here"
