"""Real tools: profiles that nmcli and wpa_passphrase write, and what a run keeps of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from peerkit.audit.checks import all_checks
from peerkit.audit.probes.linux import savedwifi
from peerkit.audit.probes.linux.savedwifi.nm_keyfile import ETC
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import PassphraseGrade, SavedNetwork, SavedWifi, ServerProof
from peerkit.model.private import reveal
from tests.audit.probes.linux.rooted import Probed, Rooted, put
from tests.real import tool

P = WifiProtection


WORDS = "CANARY river stone noon lamp"


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
