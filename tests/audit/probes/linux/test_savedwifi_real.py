"""Real tools and real files: profiles that nmcli and wpa_passphrase write, permissions, hostile folders, a real bus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.checks import all_checks
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import savedwifi
from peerkit.audit.probes.linux.savedwifi.nm_keyfile import ETC
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    FileState,
    ListFolder,
    Machine,
    Missing,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Request,
    State,
)
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import PassphraseGrade, SavedNetwork, SavedWifi, ServerProof
from peerkit.model.private import reveal
from tests.real import dbusmock_python, private_bus, tool

P = WifiProtection
FILES = (ReadFile, ListFolder, ReadLink, Changed, FileState, ReadWithoutSecrets)
WORDS = "CANARY river stone noon lamp"


class Rooted(Machine):
    """The files below a folder, through the live machine; the tests' own account counts as the owner root."""

    def __init__(self, root: Path) -> None:
        self.os, self.release, self.root = OS.LINUX, "Test OS 1", root
        self.live = LiveMachine(OS.LINUX)

    def answer(self, request: Request) -> Any:
        if isinstance(request, BusCall):
            return self.live.answer(request)
        if not isinstance(request, FILES):
            raise Missing("only files and the bus here")
        reply = self.live.answer(replace(request, path=f"{self.root}{request.path}"))
        if isinstance(reply, State) and reply.uid == os.geteuid():
            return replace(reply, uid=0)
        return reply


class Probed(Probe):
    readers = savedwifi.READERS


def put(root: Path, path: str, raw: str | bytes, mode: int = 0o600) -> Path:
    file = root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    file.chmod(mode)
    return file


def read(root: Path) -> SavedWifi:
    found = savedwifi.read_saved_wifi(Rooted(root))
    assert isinstance(found, SavedWifi), found
    return found


def nmcli(*arguments: str) -> str:
    command = [tool("nmcli"), "--offline", "connection", "add", "type", "wifi", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin"})
    assert done.returncode == 0, done.stderr
    return done.stdout


PEAP = ["wifi-sec.key-mgmt", "wpa-eap", "802-1x.eap", "peap", "802-1x.identity", "robin"]
WEP = ["wifi-sec.key-mgmt", "none", "wifi-sec.wep-key-type", "key", "wifi-sec.wep-key0", "0123456789"]
PSK = ["wifi-sec.key-mgmt", "wpa-psk", "wifi-sec.psk", WORDS]


@pytest.mark.parametrize(
    ("ssid", "options", "kind"),
    [
        ("Blue Door", [], P.OPEN),
        ("Blue Door", PSK, P.WPA2_WPA3),
        ("Blue Door", ["wifi-sec.key-mgmt", "sae", "wifi-sec.psk", WORDS], P.WPA3),
        ("Blue Door", ["wifi-sec.key-mgmt", "owe"], P.OWE),
        ("Blue Door", WEP, P.WEP),
        ("Blue Door", [*PSK, "wifi-sec.proto", "wpa"], P.WPA),
        ("Blue Door", [*PSK, "wifi-sec.pairwise", "tkip"], P.WPA2_TKIP),
        ("Blue Door", [*PEAP, "802-1x.phase2-auth", "mschapv2"], P.ENTERPRISE),
        ("evil\nmode=ap", PSK, P.WPA2_WPA3),
        ("☕ Café", PSK, P.WPA2_WPA3),
        ("1;2;3;", PSK, P.WPA2_WPA3),
        ("  both ends  ", PSK, P.WPA2_WPA3),
        ("\x1b[31mred\x1b[0m", PSK, P.WPA2_WPA3),
        ("back\\slash", PSK, P.WPA2_WPA3),
        ("[red]x[/red]=;#", PSK, P.WPA2_WPA3),
    ],
)
def test_profiles_that_nmcli_writes(tmp_path: Path, ssid: str, options: list[str], kind: WifiProtection) -> None:
    text = nmcli("ifname", "wlan0", "con-name", "x", "ssid", ssid, *options)
    put(tmp_path, f"{ETC}/x.nmconnection", text)
    fact = read(tmp_path)
    assert [(network.ssid, network.protection) for network in fact.networks] == [(ssid.encode(), kind)]
    if WORDS in options:
        assert fact.networks[0].grade is PassphraseGrade.STRONG
        assert fact.files[0].secret
    if kind is P.ENTERPRISE:
        assert fact.networks[0].server is ServerProof.NOTHING
    assert "CANARY" not in repr(fact)


def test_escapes_in_a_passphrase_that_nmcli_writes_are_undone(tmp_path: Path) -> None:
    words = '  sp;ace\\s "q" #x and more '
    for number, name in enumerate(("North", "South")):
        put(tmp_path, f"{ETC}/{number}", nmcli("ifname", "w", "con-name", "x", "ssid", name, *PSK[:3], words))
    put(tmp_path, "/etc/wpa_supplicant/wpa_supplicant.conf", f'network={{\nssid="East"\npsk="{words}"\n}}\n')
    assert len({network.alike for network in read(tmp_path).networks}) == 1


def test_what_wpa_passphrase_writes(tmp_path: Path) -> None:
    command = [tool("wpa_passphrase"), "Blue Door", WORDS]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert WORDS in text
    put(tmp_path, "/etc/wpa_supplicant/wpa_supplicant.conf", text)
    fact = read(tmp_path)
    assert [(network.ssid, network.grade) for network in fact.networks] == [(b"Blue Door", PassphraseGrade.KEY)]
    assert fact.files[0].needless
    assert "CANARY" not in repr(fact)


NETPLAN = f'network: {{wifis: {{w: {{access-points: {{A: {{password: "{WORDS}"}}}}}}}}}}'
SUPPLICANT = f'network={{\nssid="B"\n#psk="{WORDS}"\npsk="{WORDS}"\n}}\n'


def test_nothing_a_run_remembers_or_reports_holds_a_planted_secret(tmp_path: Path) -> None:
    keyfile = nmcli("ifname", "wlan0", "con-name", "x", "ssid", "Blue Door", *PSK)
    put(tmp_path, f"{ETC}/x.nmconnection", keyfile)
    put(tmp_path, f"{ETC}/loose.nmconnection", keyfile.replace("Blue", "Red"), 0o644)
    put(tmp_path, f"{ETC}/broken.nmconnection", keyfile[:-200] + "\nCANARY-broken")
    put(
        tmp_path,
        "/etc/netplan/50.yaml",
        f'network: {{wifis: {{w: {{access-points: {{A: {{password: "{WORDS}"}}}}}}}}}}',
    )
    put(tmp_path, "/etc/netplan/60.yaml", "network: {CANARY-broken: [")
    put(
        tmp_path,
        "/etc/wpa_supplicant/wpa_supplicant.conf",
        f'network={{\nssid="B"\n#psk="{WORDS}"\npsk="{WORDS}"\n}}\n',
    )
    put(tmp_path, "/etc/wpa_supplicant/other.conf", f'network={{\nssid="B"\npsk="{WORDS}\n')
    put(tmp_path, "/var/lib/iwd/Green.psk", f"[Security]\nPassphrase={WORDS}\n")
    probe = Probed(Rooted(tmp_path))
    checks = [check for check in all_checks().values() if SavedWifi in check.needs.values()]
    assert len(checks) == 8
    findings = [finding for check in checks for finding in judge(check, probe, OS.LINUX)]
    assert len(findings) > 10
    assert "CANARY" not in repr(findings)
    assert "CANARY" not in repr(probe.machine.replies)
    assert "CANARY" not in json.dumps([reveal(finding.message) for finding in findings])
    # The same passphrase under four names: found without showing it.
    unique = [finding for finding in findings if finding.check == "wifi-passphrases-unique"]
    assert "share one passphrase" in unique[0].message


def test_a_hostile_folder(tmp_path: Path) -> None:
    good = "[connection]\ntype=wifi\n[wifi]\nssid={}\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=CANARY words\n"
    put(tmp_path, f"{ETC}/good.nmconnection", good.format("good"))
    put(tmp_path, f"{ETC}/name with\nnewline.nmconnection", good.format("newline"))
    put(tmp_path, f"{ETC}/\x1b[31mred\x1b[0m.nmconnection", good.format("red"))
    put(tmp_path, f"{ETC}/huge.nmconnection", "[connection]\nid=" + "A" * (2 << 20))
    folder = tmp_path / ETC.lstrip("/")
    with (folder / "sparse.nmconnection").open("wb") as file:
        file.truncate(8 << 30)
    (folder / "sparse.nmconnection").chmod(0o600)
    (folder / os.fsdecode(b"latin1-\xe9.nmconnection")).write_text(good.format("latin"))
    (folder / os.fsdecode(b"latin1-\xe9.nmconnection")).chmod(0o600)
    (folder / "folder.nmconnection").mkdir()
    (folder / "dangling.nmconnection").symlink_to("/nowhere/at/all")
    (folder / "loop.nmconnection").symlink_to("loop.nmconnection")
    (folder / "link.nmconnection").symlink_to("good.nmconnection")
    os.mkfifo(folder / "pipe.nmconnection")
    fact = read(tmp_path)
    assert sorted(network.ssid for network in fact.networks) == [b"good", b"latin", b"newline", b"red"]
    assert len(fact.unseen) == 2
    assert "larger than" in fact.blind_spot
    assert reveal(fact.blind_spot).isprintable()
    assert "CANARY" not in repr(fact)


def test_a_link_to_another_kind_of_file_shows_nothing_of_it(tmp_path: Path) -> None:
    shadow = put(tmp_path, "/etc/shadow", "root:$y$CANARY:20000:0:99999:7:::\n")
    folder = tmp_path / ETC.lstrip("/")
    folder.mkdir(parents=True)
    (folder / "x.nmconnection").symlink_to(os.path.relpath(shadow, folder))
    fact = read(tmp_path)
    assert len(fact.unseen) == 1
    assert "CANARY" not in repr(fact)


@contextmanager
def as_nobody() -> Iterator[None]:
    """As an account that may read nothing private; only root can try this."""
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of others and look as another account")
def test_owners_and_what_another_account_sees(tmp_path_factory: pytest.TempPathFactory) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        text = "[connection]\ntype=wifi\n[wifi]\nssid=Blue Door\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=CANARY words\n"
        put(root, f"{ETC}/mine.nmconnection", text)
        os.chown(put(root, f"{ETC}/theirs.nmconnection", text), 65534, 65534)
        put(root, f"{ETC}/loose.nmconnection", text, 0o644)
        put(root, "/var/lib/iwd/Green.open", "")
        (root / "var/lib/iwd").chmod(0o700)
        machine = Rooted(root)
        as_root = savedwifi.read_saved_wifi(machine)
        assert isinstance(as_root, SavedWifi)
        assert [(file.owner, file.mode) for file in as_root.files] == [
            (0, 0o644),
            (0, 0o600),
            (65534, 0o600),
            (0, 0o600),
        ]
        with as_nobody():
            closed = savedwifi.read_saved_wifi(_Plain(root))
        assert isinstance(closed, SavedWifi)
        assert {file.path.rpartition("/")[2]: file.secret for file in closed.files} == {
            "loose.nmconnection": True, "mine.nmconnection": None, "theirs.nmconnection": True,
        }  # fmt: skip
        assert "/var/lib/iwd" in closed.blind_spot
        assert "1 file of NetworkManager" in closed.blind_spot


class _Plain(Rooted):
    """The same without taking the own account for root."""

    def answer(self, request: Request) -> Any:
        if not isinstance(request, FILES):
            raise Missing("only files here")
        return self.live.answer(replace(request, path=f"{self.root}{request.path}"))


SERVICE = """
import json, sys, dbus, dbus.service, dbus.mainloop.glib
from gi.repository import GLib
dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
NM = "org.freedesktop.NetworkManager"
class Denied(dbus.DBusException):
    _dbus_error_name = NM + ".Settings.PermissionDenied"
class Settings(dbus.service.Object):
    @dbus.service.method(NM + ".Settings", out_signature="ao")
    def ListConnections(self):
        return [dbus.ObjectPath("/c/%d" % n) for n in range(4)]
class Connection(dbus.service.Object):
    told = None
    @dbus.service.method(NM + ".Settings.Connection", out_signature="a{sa{sv}}")
    def GetSettings(self):
        if self.told is None:
            raise Denied("uid 1001 has no permission")
        return self.told
bus = dbus.SystemBus()
name = dbus.service.BusName(NM, bus)
Settings(bus, "/org/freedesktop/NetworkManager/Settings")
def wifi(ssid, **security):
    told = {"connection": {"type": "802-11-wireless", "timestamp": dbus.UInt64(1700000000)},
            "802-11-wireless": {"ssid": dbus.ByteArray(ssid), "hidden": True, "mac-address": dbus.ByteArray(b"")}}
    if security:
        told["802-11-wireless-security"] = {key.replace("_", "-"): value for key, value in security.items()}
    return told
eap = wifi(b"Work", key_mgmt="wpa-eap")
eap["802-1x"] = {"eap": dbus.Array(["ttls"], "s"), "ca-cert": dbus.ByteArray(b"file:///etc/ssl/certs/ca-certificates.crt\\0"),
                 "phase2-auth": "pap"}
tkip = wifi(b"evil\\nIN-USE:*\\xe9", key_mgmt="wpa-psk", pairwise=dbus.Array(["tkip"], "s"), pmf=dbus.Int32(1))
for number, told in enumerate([wifi(b"caf\\xe9"), tkip, None, eap]):
    Connection(bus, "/c/%d" % number).told = told
print("ready", flush=True)
GLib.MainLoop().run()
"""


def test_over_a_real_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = dbusmock_python()
    with private_bus(tmp_path) as address:
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address}
        service = subprocess.Popen([python, "-c", SERVICE], env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert service.stdout is not None
            assert service.stdout.readline() == "ready\n"
            monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
            machine = Rooted(tmp_path / "nothing")
            fact = savedwifi.read_saved_wifi(machine)
            machine.live.close()
        finally:
            service.terminate()
            service.wait(10)
            service.stdout.close() if service.stdout else None
    assert isinstance(fact, SavedWifi), fact
    opened, tkip, work = fact.networks
    assert (opened.ssid, opened.protection, opened.hidden, opened.last_used) == (
        b"caf\xe9",
        P.OPEN,
        True,
        1_700_000_000,
    )
    assert (tkip.ssid, tkip.protection, tkip.management_frames) == (b"evil\nIN-USE:*\xe9", P.WPA2_TKIP, False)
    assert (work.protection, work.server) == (P.ENTERPRISE, ServerProof.ANY_KNOWN_SERVER)
    assert [entry.what for entry in fact.unseen] == ["1 connection of another account"]


def test_five_hundred_keyfiles_are_read_soon(tmp_path: Path) -> None:
    import time

    text = (
        "[connection]\ntype=wifi\n[wifi]\nssid={0}\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=river stone noon lamp {0}\n"
    )
    for number in range(500):
        put(tmp_path, f"{ETC}/{number}.nmconnection", text.format(number))
    begun = time.monotonic()
    fact = Probed(Rooted(tmp_path)).get(SavedWifi)
    assert isinstance(fact, SavedWifi)
    assert len(fact.networks) == 500
    assert time.monotonic() - begun < 20


def test_this_machine_is_read_without_trouble() -> None:
    fact = Probed(LiveMachine(OS.LINUX)).get(SavedWifi)
    assert sys.platform == "linux"
    assert all(isinstance(network, SavedNetwork) for network in getattr(fact, "networks", ()))
