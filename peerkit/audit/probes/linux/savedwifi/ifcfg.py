"""The old ``ifcfg-*`` files of Fedora and Red Hat, with their secrets in ``keys-*`` beside them."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.audit.probes.linux.savedwifi import usual_address
from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.linux.savedwifi.profile import Settings, network
from peerkit.audit.probes.linux.savedwifi.store import Store, read_store
from peerkit.audit.probes.machine import CouldNotLook, Machine, ReadWithoutSecrets
from peerkit.model.facts_wifi import SavedNetwork

FOLDER = "/etc/sysconfig/network-scripts"
_MODES = {"ad-hoc": "adhoc", "ap": "ap"}
_FRAMES = {"disable": "1", "optional": "2", "required": "3"}
_FLAGS = {"user": "1", "ask": "2", "unused": "4"}


def read(machine: Machine) -> Found:
    """Every Wi-Fi profile in the folder. Raises ``CouldNotLook``."""
    store = Store("ifcfg", FOLDER, "ifcfg", _networks, takes=lambda name: name.startswith("ifcfg-"))
    keys = Store("ifcfg", FOLDER, "ifcfg-keys", lambda *_: (), takes=lambda name: name.startswith("keys-"))
    profiles, secrets = read_store(machine, store), read_store(machine, keys)
    unseen = profiles.unseen + secrets.unseen
    return Found(profiles.source, profiles.networks, profiles.files + secrets.files, unseen)


def _networks(machine: Machine, path: str, settings: list[Settings]) -> Iterable[SavedNetwork]:
    folder, _, name = path.rpartition("/")
    keys = f"{folder}/keys-{name.removeprefix('ifcfg-')}"
    try:
        secrets = machine.answer(ReadWithoutSecrets(keys, "ifcfg-keys"))[1]
    except CouldNotLook:
        secrets = {}
    usual = usual_address.of_networkmanager(machine)
    return [network(translated(entry | secrets), "ifcfg", usual, secrets_seen=True) for entry in settings[1:]]


def translated(entry: Settings) -> Settings:
    """The settings in NetworkManager's words."""
    found = {
        "wifi.ssid": entry["ssid"],
        "wifi.mode": _MODES.get(entry.get("MODE", "").lower(), "infrastructure"),
        "wifi.hidden": entry.get("SSID_HIDDEN", "no"),
        "connection.autoconnect": entry.get("ONBOOT", "yes"),
    }
    found |= {key: value for key, value in entry.items() if key.startswith("secret.")}
    if "WPA_PSK" in "".join(entry):
        found["secret.psk"] = entry.get("secret.WPA_PSK", "")
    return found | _address(entry) | _security(entry) | _enterprise(entry)


def _address(entry: Settings) -> Settings:
    chosen = entry.get("GENERATE_MAC_ADDRESS", "") or entry.get("MACADDR", "")
    if chosen:
        return {"wifi.cloned-mac-address": chosen}
    old = {"never": "1", "always": "2"}.get(entry.get("MAC_ADDRESS_RANDOMIZATION", ""), "")
    return {"wifi.mac-address-randomization": old} if old else {}


def _security(entry: Settings) -> Settings:
    management = entry.get("KEY_MGMT", "").lower()
    wep = any(key in entry for key in ("SECURITYMODE", "DEFAULTKEY", "secret.wep"))
    if not management and not wep:
        return {}
    found = {"wifi-security.key-mgmt": management or "none"}
    if entry.get("WPA_ALLOW_WPA", "") == "yes" and entry.get("WPA_ALLOW_WPA2", "") != "yes":
        found["wifi-security.proto"] = "wpa"
    found["wifi-security.pairwise"] = entry.get("CIPHER_PAIRWISE", "")
    found["wifi-security.pmf"] = _FRAMES.get(entry.get("PMF", ""), "")
    found["wifi-security.psk-flags"] = _FLAGS.get(entry.get("WPA_PSK_FLAGS", ""), "0")
    return found


def _enterprise(entry: Settings) -> Settings:
    found = {
        "802-1x.eap": entry.get("IEEE_8021X_EAP_METHODS", ""),
        "802-1x.ca-cert": entry.get("IEEE_8021X_CA_CERT", ""),
    }
    if entry.get("IEEE_8021X_SYSTEM_CA_CERTS") == "yes":
        found["802-1x.system-ca-certs"] = "true"
    for key, ours in (("DOMAIN_SUFFIX_MATCH", "domain-suffix-match"), ("DOMAIN_MATCH", "domain-match")):
        if f"IEEE_8021X_{key}" in entry:
            found[f"802-1x.{ours}"] = "set"
    return found
