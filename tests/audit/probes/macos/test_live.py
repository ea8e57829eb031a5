"""The whole way once: a live machine that runs programs, which stand in for those of macOS here."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.macos import MacProbe
from peerkit.model.check import OS
from peerkit.model.facts import Power, Unknown, WifiInUse, WifiProtection
from peerkit.model.facts_accounts import GuestAccess
from peerkit.model.facts_disk import DiskEncryption, Guard
from tests.audit.probes.macos.scene import PORTS, WIFI, summary

SAID = {
    "fdesetup": "FileVault is On.",
    "pmset": "Now drawing from 'AC Power'",
    "networksetup": PORTS,
    "ipconfig": summary(*WIFI),
}


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    for name, text in SAID.items():
        (tmp_path / name).write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\n")
    (tmp_path / "sysadminctl").write_text("#!/bin/sh\necho 'sysadminctl[1:2] Guest account enabled.' >&2\n")
    for file in tmp_path.iterdir():
        file.chmod(0o755)
    return tmp_path


def test_programs_are_run_and_read(programs: Path) -> None:
    probe = MacProbe(LiveMachine(OS.MACOS, (str(programs),)))
    disk, power, wifi, guest = (probe.get(need) for need in (DiskEncryption, Power, WifiInUse, GuestAccess))
    assert isinstance(disk, DiskEncryption)
    assert disk.system[0].guard is Guard.ENCRYPTED
    assert isinstance(power, Power)
    assert (power.battery, power.plugged_in) == (False, True)
    assert isinstance(wifi, WifiInUse)
    assert (wifi.ssid, wifi.protection) == (b"Copper Kettle", WifiProtection.WPA2)
    assert isinstance(guest, GuestAccess)
    assert guest.session


def test_where_macos_is_not_nothing_is_made_up(tmp_path: Path) -> None:
    probe = MacProbe(LiveMachine(OS.MACOS, (str(tmp_path),)))
    found = probe.get(DiskEncryption)
    assert isinstance(found, Unknown)
    assert found.reason == "The program fdesetup is not installed."
