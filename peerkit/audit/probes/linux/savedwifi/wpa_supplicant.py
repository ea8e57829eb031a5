"""Files of wpa_supplicant: its own folder, a Raspberry Pi's boot folder, and those netplan makes."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.linux.savedwifi.profile import graded, old_ciphers, server_proof
from peerkit.audit.probes.linux.savedwifi.store import Settings, Store, read_store
from peerkit.audit.probes.machine import Machine
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import AddressPolicy, SavedNetwork, SecretKept, WifiRole

NETPLAN = "/run/netplan"
FOLDERS = ("/etc/wpa_supplicant", NETPLAN, "/boot", "/boot/firmware", "/etc")
_DEFAULT_KEYS = "WPA-PSK WPA-EAP"
_PSK = {"WPA-PSK", "FT-PSK", "WPA-PSK-SHA256"}
_SAE = {"SAE", "FT-SAE", "SAE-EXT-KEY", "FT-SAE-EXT-KEY"}
_EAP = ("WPA-EAP", "FT-EAP", "FILS-", "FT-FILS-")
_ADDRESSES = {"0": AddressPolicy.BUILT_IN, "1": AddressPolicy.PER_VISIT, "2": AddressPolicy.PER_VISIT}
_ROLES = {"1": WifiRole.AD_HOC, "2": WifiRole.HOTSPOT}
_FRAMES = {"0": False, "1": True, "2": True}


def read(machine: Machine, folder: str) -> Found:
    """Every network in every file of the folder that is wpa_supplicant's. Raises ``CouldNotLook``."""

    def takes(name: str) -> bool:
        if folder == FOLDERS[0]:
            return ".conf" in name
        return (
            name.startswith("wpa-") and name.endswith(".conf")
            if folder == FOLDERS[1]
            else name == "wpa_supplicant.conf"
        )

    return read_store(machine, Store("wpa_supplicant", folder, "wpa_supplicant", _networks, takes=takes))


def _networks(_machine: Machine, _path: str, settings: list[Settings]) -> Iterable[SavedNetwork]:
    return [_network(entry, settings[0]) for entry in settings[1:]]


def _network(entry: Settings, overall: Settings) -> SavedNetwork:
    kind = protection(entry)
    grade, alike = graded(entry.get("secret.sae_password", "") or entry.get("secret.psk", ""))
    address = entry.get("mac_addr", "-1")
    named = any(key in entry for key in ("domain_suffix_match", "domain_match", "altsubject_match", "subject_match"))
    trusts = entry.get("ca_cert", "") or ("own" if "ca_path" in entry else "")
    methods = entry.get("eap", "").split()
    return SavedNetwork(
        ssid=bytes.fromhex(entry["ssid"]),
        protection=kind,
        joins_itself=entry.get("disabled", "0") == "0",
        hidden=entry.get("scan_ssid", "0") == "1",
        role=_ROLES.get(entry.get("mode", "0"), WifiRole.GUEST),
        address=_ADDRESSES.get(overall.get("global.mac_addr", "0") if address == "-1" else address),
        management_frames=_FRAMES.get(entry.get("ieee80211w", overall.get("global.pmf", ""))),
        server=server_proof(methods, trusts, named) if kind is WifiProtection.ENTERPRISE else None,
        kept=_kept(entry, kind),
        grade=grade,
        alike=alike,
        stores=("wpa_supplicant",),
    )


def protection(entry: Settings) -> WifiProtection:
    """The weakest protection the block lets in."""
    keys = set(entry.get("key_mgmt", _DEFAULT_KEYS).split())
    if "NONE" in keys:
        return WifiProtection.WEP if any(key.startswith("secret.wep_key") for key in entry) else WifiProtection.OPEN
    if "IEEE8021X" in keys:
        return WifiProtection.WEP
    if "WPA-NONE" in keys:
        return WifiProtection.WPA
    protocols, ciphers = (entry.get(key, "").lower().split() for key in ("proto", "pairwise"))
    return old_ciphers(protocols, ciphers) or _modern(keys, entry)


def _modern(keys: set[str], entry: Settings) -> WifiProtection:
    shared, enterprise = keys & _PSK, any(key.startswith(_EAP) for key in keys)
    if shared and enterprise and "eap" in entry and "secret.psk" not in entry:
        return WifiProtection.ENTERPRISE
    if shared:
        return WifiProtection.WPA2_WPA3 if keys & _SAE else WifiProtection.WPA2
    if keys & _SAE:
        return WifiProtection.WPA3
    if enterprise:
        return WifiProtection.ENTERPRISE
    return WifiProtection.OWE if "OWE" in keys else WifiProtection.UNRECOGNISED


def _kept(entry: Settings, kind: WifiProtection) -> SecretKept:
    if kind in (WifiProtection.OPEN, WifiProtection.OWE):
        return SecretKept.NONE
    if "psk.elsewhere" in entry:
        return SecretKept.KEYRING
    return SecretKept.ON_DISK if any(key.startswith("secret.") for key in entry) else SecretKept.ASKED
