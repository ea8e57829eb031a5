"""The samples beside the repository: what the real programs read from each file, and the verdict each must get."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.passwords.wifi_files import Malformed, without_secrets
from peerkit.audit.passwords.wifi_files.supplicant import string
from peerkit.audit.passwords.wifi_strength import alike
from peerkit.audit.probes.linux import savedwifi
from peerkit.audit.probes.linux.savedwifi import connman, ifcfg, iwd, nm_keyfile
from peerkit.audit.probes.machine import Missing
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import SavedWifi, ServerProof
from peerkit.model.finding import Severity
from tests.audit.probes.linux.samples import samples
from tests.audit.probes.linux.saved_scenes import SavedMachine, failing

P = WifiProtection
FOLDER = Path(__file__).resolve().parents[5] / "shared/samples/linux"
# GLib 2.84 refuses an escape that earlier ones keep; PeerKit keeps it. wpa_supplicant refuses settings it does not
# know; PeerKit cannot know them all. Both times it says more, not less, than the program loads.
SAYS_MORE = {("ORACLE-nm-1.52.1.json", "invalid-escape.nmconnection"), ("", "unknown-field.conf")}


def read(form: str, path: Path, name: str = "") -> list[dict[str, str]] | None:
    try:
        return without_secrets(form, name or path.name, path.read_bytes())
    except Malformed:
        return None


def of_networkmanager() -> Iterator[Any]:
    for folder in ("nm-keyfile", "nm-keyfile-hand"):
        for oracle in ("ORACLE-nm-1.42.4.json", "ORACLE-nm-1.52.1.json"):
            path = FOLDER / folder / oracle
            told = json.loads(path.read_text()) if path.exists() else {"loaded": {}, "not_loaded": []}
            for name in sorted({*told["loaded"], *told["not_loaded"]}):
                if (path.parent / name).exists():
                    yield pytest.param(path.parent / name, told["loaded"].get(name), oracle, id=f"{oracle}-{name}")


@pytest.mark.parametrize(("path", "loaded", "oracle"), list(of_networkmanager()))
def test_keyfiles_are_read_as_networkmanager_reads_them(path: Path, loaded: dict[str, Any], oracle: str) -> None:
    found = read("keyfile", path)
    if (oracle, path.name) in SAYS_MORE:
        assert found is not None
        assert loaded is None
        return
    assert (found is None) == (loaded is None)
    if found is None:
        return
    if loaded["type"] != "802-11-wireless":
        assert len(found) == 1
        return
    security = loaded["security"] or {}
    network = found[1]
    assert network["wifi.ssid"] == loaded["ssid_hex"]
    assert network.get("wifi-security.key-mgmt") == security.get("key-mgmt")
    assert (network.get("connection.autoconnect", "true") == "true") == loaded["autoconnect"]
    assert (network.get("wifi.hidden", "false") == "true") == loaded["hidden"]
    assert network.get("wifi.cloned-mac-address") == loaded["assigned_mac"]
    assert int(network.get("wifi-security.psk-flags", "0")) == security.get("psk-flags", 0)
    assert int(network.get("wifi-security.pmf", "0")) == security.get("pmf", 0)
    secrets = (loaded.get("secrets_as_root") or {}).get("802-11-wireless-security")
    if isinstance(secrets, dict) and "psk" in secrets:
        assert network["secret.psk"].split()[1] == alike(secrets["psk"])


def test_all_samples_of_networkmanager_were_compared() -> None:
    samples("nm-keyfile")
    assert len(list(of_networkmanager())) == 2 * (46 + 21)


def test_netplans_files_are_read_as_networkmanager_reads_what_netplan_made_of_them() -> None:
    folder = samples("netplan")
    loaded = json.loads((folder / "ORACLE-nm-1.46.json").read_text())["loaded"]
    lines = (folder / "FILENAMES.txt").read_text().splitlines()
    assert len(lines) == len(loaded) == 14
    for name, run_file in re.findall(r"^(\S+) <- .*; run file: (.*)$", "\n".join(lines), re.MULTILINE):
        want = loaded[run_file]
        for form, path in (("netplan", name), ("keyfile", f"run-NetworkManager/{name[:-5]}.nmconnection")):
            found = read(form, folder / path)
            assert found is not None
            assert found[1]["wifi.ssid"] == want["ssid_hex"], name
            assert found[1].get("wifi-security.key-mgmt") == (want["security"] or {}).get("key-mgmt"), name
            assert (found[1].get("connection.autoconnect", "true") == "true") == want["autoconnect"], name
            assert (found[1].get("wifi.hidden", "false") == "true") == want["hidden"], name
            assert found[1].get("wifi.cloned-mac-address") == want["assigned_mac"], name


def test_wpa_supplicants_files_are_read_as_it_reads_them() -> None:
    folder = samples("wpa_supplicant")
    told = json.loads((folder / "ORACLE-wpa_supplicant-2.10.json").read_text())["files"]
    assert len(told) >= 15
    for name, want in told.items():
        found = read("wpa_supplicant", folder / name)
        if ("", name) in SAYS_MORE:
            assert found is not None
            assert not want["loaded"]
            continue
        assert (found is not None) == want["loaded"], name
        keys = ("scan_ssid", "disabled", "mode", "mac_addr")
        usual = {"scan_ssid": "0", "disabled": "0", "mode": "0", "mac_addr": "-1"}
        for network, real in zip((found or [{}])[1:], want.get("networks", []), strict=True):
            assert network["ssid"] == string(real["ssid"].encode("utf-8", "surrogateescape")).hex(), name
            assert network.get("key_mgmt", "WPA-PSK WPA-EAP") == real["key_mgmt"], name
            assert {key: network.get(key, usual[key]) for key in keys} == {key: real[key] for key in keys}, name


def test_iwds_files_are_read_as_iwd_reads_them() -> None:
    folder = samples("iwd")
    told = json.loads((folder / "ORACLE-iwd-3.8.json").read_text())
    for name, want in told["files"].items():
        found = read("iwd", folder / name)
        assert (found is not None) == want["parses"], name
        known = iwd_network(name)
        assert known == ((want["ssid_hex"], want["type"]) if want["recognised"] else None), name
        if found is None or known is None:
            continue
        assert (found[1].get("AutoConnect", "true") == "true") == want["autoconnect"], name
        if want["passphrase_hex"]:
            passphrase = bytes.fromhex(want["passphrase_hex"]).decode()
            assert found[1]["secret.Passphrase"].split()[1] == alike(passphrase), name
    for ssid, name in told["encode"].items():
        assert iwd_network(name) == (ssid, "psk")


def iwd_network(name: str) -> tuple[str, str] | None:
    from peerkit.audit.passwords.wifi_files.iwd import network

    found = network(name)
    return (found[0].hex(), found[1]) if found else None


def test_the_zoo_of_wpa_supplicant() -> None:
    raw = (samples("wpa_supplicant") / "zoo.conf").read_bytes()
    found = savedwifi.read_saved_wifi(SavedMachine({"/etc/wpa_supplicant/wpa_supplicant.conf": raw}))
    assert isinstance(found, SavedWifi)
    kinds = [network.protection for network in found.networks]
    assert kinds == [
        P.OPEN, P.WEP, P.WEP, P.WPA2, P.WPA2, P.WPA3, P.WPA2_WPA3, P.OWE, P.WPA, P.WPA2, P.WPA2, P.WPA2, P.WPA2, P.WPA2,
        P.WPA2, P.OPEN, P.ENTERPRISE, P.ENTERPRISE, P.WEP, P.OPEN, P.WPA2, P.WPA2, P.OPEN, P.OPEN, P.OPEN, P.OPEN,
    ]  # fmt: skip
    by_name = {network.ssid: network for network in found.networks}
    assert by_name[b"CorpNoCA"].server is ServerProof.NOTHING
    assert by_name[b"CorpCA"].server is ServerProof.CERTIFICATE
    assert not by_name[b"Disabled"].joins_itself
    assert by_name[b"Hidden"].hidden
    assert len(failing("saved-open-networks-wait", found)) == 6


# What INDEX.md says of a file, against the checks on how networks are saved. How strong a passphrase is and which
# address a network sees are judged where a file is about that: nearly all samples share one weak passphrase.
STRUCTURE = ("saved-open-networks-wait", "saved-wifi-modern", "enterprise-server-verified", "no-hidden-networks")
STRUCTURE += ("wifi-secrets-private",)
ABOUT_PASSPHRASE = ("sae-short-password.nmconnection",)
# INDEX.md looks at the protection alone. That the first names no authority for the server's certificate is a finding,
# and the second keeps its passphrase in a comment just like wpa_passphrase-home.conf, which INDEX.md warns of.
GRAVER = {"wpa-eap-suite-b-192.nmconnection": Severity.MEDIUM, "wpa_passphrase-utf8.conf": Severity.LOW}
PLACES = {
    "nm-keyfile": f"{nm_keyfile.ETC}/{{name}}",
    "nm-keyfile-hand": f"{nm_keyfile.ETC}/{{name}}",
    "nm-keyfile-pub": f"{nm_keyfile.ETC}/{{name}}",
    "nm-ifcfg": f"{ifcfg.FOLDER}/{{name}}",
    "netplan": "/etc/netplan/{name}",
    "wpa_supplicant": "/etc/wpa_supplicant/{name}",
    "iwd": f"{iwd.FOLDER}/{{name}}",
    "connman": f"{connman.FOLDER}/{{name}}/settings",
}
VERDICTS = ("FAIL", "WARN", "PASS", "UNKNOWN", "INFO", "n/a", "not a profile")


def of_index() -> Iterator[Any]:
    index = FOLDER / "INDEX.md"
    for section in re.split(r"^## ", index.read_text() if index.exists() else "", flags=re.MULTILINE):
        folder = section.partition("/")[0]
        for files, verdict in re.findall(r"^\| (`.*?) \| (.*?) \|", section, re.MULTILINE):
            if folder in PLACES and verdict.startswith(VERDICTS):
                for name in re.findall(r"`([^`]+)`", files):
                    yield pytest.param(folder, name, verdict, id=f"{folder}/{name}")


def place(folder: str, name: str) -> str:
    """Where a sample would lie on a machine."""
    if name.startswith("networkd/") and name.endswith(".conf"):
        return f"/run/netplan/{name.partition('--')[2]}"
    if "/" in name:
        return f"{nm_keyfile.RUN}/{name.rpartition('/')[2]}"
    if folder == "nm-ifcfg":
        return f"{ifcfg.FOLDER}/{name.removeprefix('pub-nm-')}"
    return PLACES[folder].format(name=name.removesuffix("-settings-hand"))


def grave(found: SavedWifi, checks: tuple[str, ...]) -> Severity | None:
    """The gravest fail of some checks."""
    from peerkit.audit.checks import load_check

    severities = [
        verdict.severity or load_check(check).severity for check in checks for verdict in failing(check, found)
    ]
    return max(severities, key=lambda severity: severity.rank, default=None)


@pytest.mark.parametrize(("folder", "name", "verdict"), list(of_index()))
def test_every_sample_gets_its_verdict(folder: str, name: str, verdict: str) -> None:
    # A file of keys says nothing without the profile it belongs to, and lies beside it.
    names = {name.replace("nm-keys", "nm-ifcfg"), name.replace("nm-ifcfg", "nm-keys")}
    paths = {place(folder, each): FOLDER / folder / each for each in names}
    machine = SavedMachine({path: file.read_bytes() for path, file in paths.items() if file.exists()})
    try:
        found = savedwifi.read_saved_wifi(machine)
    except Missing:
        # Nothing on the machine is a store: the sample is no profile.
        assert verdict.startswith(("INFO", "PASS", "n/a"))
        return
    assert isinstance(found, SavedWifi), found
    checks = (*STRUCTURE, "wifi-passphrases-strong") if name in ABOUT_PASSPHRASE else STRUCTURE
    gravest = grave(found, checks)
    if verdict.startswith("UNKNOWN"):
        assert found.unseen
        assert not found.networks
    elif name in GRAVER:
        assert gravest is GRAVER[name]
    elif "bad-hex" in name or "ssid-long-" in name:
        assert found.unseen
    elif verdict.startswith("FAIL"):
        assert gravest in (Severity.MEDIUM, Severity.HIGH), found
    elif verdict.startswith("WARN"):
        assert gravest in (Severity.LOW, Severity.MEDIUM), found
    else:
        assert gravest is None, found


def test_all_rows_of_the_index_were_tried() -> None:
    samples("nm-keyfile")
    assert len(list(of_index())) > 110
