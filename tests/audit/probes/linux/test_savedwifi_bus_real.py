"""Saved networks over a real bus."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from peerkit.audit.probes.linux import savedwifi
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import SavedWifi, ServerProof
from tests.audit.probes.linux.rooted import Rooted
from tests.real import dbusmock_python, private_bus

P = WifiProtection


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
