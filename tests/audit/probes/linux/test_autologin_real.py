"""The real LightDM and the real AccountsService say who is logged in by itself; PeerKit says the same."""

import subprocess
from pathlib import Path

import pytest

from peerkit.audit.probes.linux import lightdm
from peerkit.audit.probes.linux.accountsservice import automatic_logins, has_no_password
from peerkit.audit.probes.live import LiveMachine
from peerkit.model.check import OS
from peerkit.model.facts_accounts import AutomaticLogin, GuestAccess, LetIn
from tests.audit.probes.linux.audit_scene import known
from tests.audit.probes.linux.scratch_etc import Moved, scratch_etc
from tests.real import eventually, missing, private_bus, tool

LINK = "systemd/system/display-manager.service"


@pytest.fixture
def etc(tmp_path):
    inside, copy = scratch_etc(tmp_path)
    (copy / "systemd/system").mkdir(parents=True, exist_ok=True)
    (copy / LINK).unlink(missing_ok=True)
    return inside, copy


@pytest.mark.parametrize(
    ("files", "let_in", "guest"),
    [
        ({}, (), False),
        ({"50.conf": "[Seat:*]\nautologin-user=robin\n"}, (LetIn("robin", "LightDM"),), False),
        ({"50.conf": "[SeatDefaults]\nautologin-guest=true\n"}, (LetIn("", "LightDM"),), True),
        ({"10.conf": "[Seat:*]\nautologin-user=robin\n", "50.conf": "[Seat:*]\nautologin-user=\n"}, (), False),
        ({"50.conf": "[Seat:*]\nautologin-guest=true\nallow-guest=false\n"}, (LetIn("", "LightDM"),), False),
    ],
)
def test_lightdms_own_answer_and_its_files_agree(etc, files, let_in, guest):
    inside, copy = etc
    program = tool("lightdm")
    (copy / LINK).symlink_to("/usr/lib/systemd/system/lightdm.service")
    (copy / "lightdm/lightdm.conf.d").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (copy / "lightdm/lightdm.conf.d" / name).write_text(text)
    ended = subprocess.run([*inside, program, "--show-config"], capture_output=True, text=True)
    machine = Moved("/etc", copy)
    told = lightdm._one_seat(lightdm.shown(ended.stdout + ended.stderr))["Seat"]
    ours, _ = lightdm.settings(machine)
    for key in ("autologin-user", "autologin-guest", "allow-guest"):
        assert ours["Seat"].get(key) == told.get(key), key
    assert known(AutomaticLogin, machine).let_in == let_in
    assert known(GuestAccess, machine).session is guest


def test_real_accountsservice_over_a_private_bus(etc, tmp_path, monkeypatch):
    inside, copy = etc
    service = next((path for path in map(Path, ("/usr/libexec/accounts-daemon",)) if path.exists()), None)
    if service is None:
        missing("accounts-daemon (package accountsservice)")
    users = (
        copy / "passwd"
    ).read_text() + "robin:x:4242:4242::/home/robin:/bin/bash\nalex:x:4243:4243::/home/alex:/bin/sh\n"
    (copy / "passwd").write_text(users)
    shadow = "robin:$y$j9T$CANARY$CANARY:20000:0:99999:7:::\nalex::20000:0:99999:7:::\n"
    (copy / "shadow").write_text((copy / "shadow").read_text() + shadow)
    (copy / LINK).symlink_to("/usr/lib/systemd/system/gdm3.service")
    (copy / "gdm3").mkdir(exist_ok=True)
    for name in ("daemon.conf", "custom.conf"):
        (copy / "gdm3" / name).write_text("[daemon]\nAutomaticLoginEnable = True\nAutomaticLogin = robin\n")
    state = tmp_path / "AccountsService"
    (state / "users").mkdir(parents=True)
    (state / "icons").mkdir()
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        mount = f'mount --bind {state} /var/lib/AccountsService && exec "$@"'
        daemon = subprocess.Popen([*inside, "sh", "-c", mount, "sh", str(service)], stderr=subprocess.DEVNULL)
        machine = LiveMachine(OS.LINUX)
        try:
            eventually(lambda: has_no_password(machine, "alex") is True, "AccountsService to answer")
            assert has_no_password(machine, "robin") is False
            told = automatic_logins(machine)
            assert known(AutomaticLogin, Moved("/etc", copy)).let_in[0].account == "robin"
            # Which log-in screens it knows differs with its version; what it tells is never wrong.
            assert set(told) <= {"robin"}
        finally:
            machine.close()
            daemon.terminate()
            daemon.wait(5)
