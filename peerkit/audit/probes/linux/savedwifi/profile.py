"""A network in NetworkManager's own words, wherever they were read: D-Bus, keyfile or netplan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import (
    AddressPolicy,
    PassphraseGrade,
    SavedNetwork,
    SecretKept,
    ServerProof,
    WifiRole,
)

Settings = dict[str, str]
_ROLES = {"ap": WifiRole.HOTSPOT, "adhoc": WifiRole.AD_HOC, "mesh": WifiRole.AD_HOC}
_ADDRESSES = {
    "preserve": AddressPolicy.BUILT_IN,
    "permanent": AddressPolicy.BUILT_IN,
    "random": AddressPolicy.PER_VISIT,
    "stable": AddressPolicy.PER_NETWORK,
    "stable-ssid": AddressPolicy.PER_NETWORK,
}
# mac-address-randomization, the older setting: 1 never, 2 always.
_OLD_ADDRESSES = {"1": AddressPolicy.BUILT_IN, "2": AddressPolicy.PER_VISIT}
_KINDS = {
    "none": WifiProtection.WEP,
    # Dynamic WEP, or LEAP, which is as broken.
    "ieee8021x": WifiProtection.WEP,
    "owe": WifiProtection.OWE,
    # NetworkManager offers WPA3 along with WPA2 under this name.
    "wpa-psk": WifiProtection.WPA2_WPA3,
    "sae": WifiProtection.WPA3,
    "wpa-eap": WifiProtection.ENTERPRISE,
    "wpa-eap-suite-b-192": WifiProtection.ENTERPRISE,
}
_NO_SECRET = (WifiProtection.OPEN, WifiProtection.OWE)
_KEYRING, _ASKED, _NOT_NEEDED = 1, 2, 4  # NMSettingSecretFlags
_ADDRESS = re.compile(r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")
_FRAMES = {"1": False, "2": True, "3": True}  # NMSettingWirelessSecurityPmf
# Log-in methods by what a false server could get from them.
_WITH_CERTIFICATE = {"peap", "ttls", "tls", "teap"}
_BOTH_SIDES = {"pwd", "sim", "aka", "aka'", "psk", "eke", "sake", "gpsk", "ikev2"}
_UNCLEAR = {"fast"}


def network(settings: Settings, store: str, usual: AddressPolicy | None, secrets_seen: bool) -> SavedNetwork:
    """The saved network. ``usual`` is the address policy where the profile has none of its own."""
    kind = protection(settings)
    grade, alike = graded(settings.get("secret.psk", ""))
    return SavedNetwork(
        ssid=bytes.fromhex(settings["wifi.ssid"]),
        protection=kind,
        joins_itself=_on(settings.get("connection.autoconnect", "true")),
        hidden=_on(settings.get("wifi.hidden", "false")),
        role=_ROLES.get(settings.get("wifi.mode", ""), WifiRole.GUEST),
        address=address(settings, usual),
        management_frames=_FRAMES.get(settings.get("wifi-security.pmf", "")),
        server=_server(settings) if kind is WifiProtection.ENTERPRISE else None,
        kept=_kept(settings, kind, secrets_seen),
        grade=grade,
        alike=alike,
        last_used=int(used)
        if (used := settings.get("connection.timestamp", "")).isascii() and used.isdigit()
        else None,
        stores=(store,),
    )


def _on(word: str) -> bool:
    return word.strip().lower() in ("true", "1", "yes")


def protection(settings: Settings) -> WifiProtection:
    """The weakest protection the profile lets in."""
    if not any(key.startswith("wifi-security.") for key in settings):
        return WifiProtection.OPEN
    kind = _KINDS.get(settings.get("wifi-security.key-mgmt", "").strip().lower(), WifiProtection.UNRECOGNISED)
    if kind in (WifiProtection.WPA2_WPA3, WifiProtection.ENTERPRISE):
        return old_ciphers(_words(settings, "wifi-security.proto"), _words(settings, "wifi-security.pairwise")) or kind
    return kind


def old_ciphers(protocols: Iterable[str], ciphers: Iterable[str]) -> WifiProtection | None:
    """The old protection that these protocols or ciphers stop at; None where they do not."""
    if set(protocols) == {"wpa"}:
        return WifiProtection.WPA
    return WifiProtection.WPA2_TKIP if set(ciphers) == {"tkip"} else None


def _words(settings: Settings, key: str) -> list[str]:
    return [word.lower() for word in re.split(r"[;,\s]+", settings.get(key, "")) if word]


def graded(mark: str) -> tuple[PassphraseGrade | None, str]:
    """Grade and tag out of a secret's mark."""
    name, _, tag = mark.partition(" ")
    return PassphraseGrade.__members__.get(name), tag


def address(settings: Settings, usual: AddressPolicy | None) -> AddressPolicy | None:
    """Which hardware address the network gets to see."""
    chosen = settings.get("wifi.cloned-mac-address", "").strip()
    if not chosen:
        return _OLD_ADDRESSES.get(settings.get("wifi.mac-address-randomization", ""), usual)
    return address_word(chosen)


def address_word(word: str) -> AddressPolicy | None:
    """The policy that a setting of NetworkManager's names."""
    if word.lower() in _ADDRESSES:
        return _ADDRESSES[word.lower()]
    return AddressPolicy.TYPED if word == "typed" or _ADDRESS.fullmatch(word) else None


def _kept(settings: Settings, kind: WifiProtection, secrets_seen: bool) -> SecretKept | None:
    if kind in _NO_SECRET:
        return SecretKept.NONE
    group = "802-1x.password" if kind is WifiProtection.ENTERPRISE else "wifi-security.psk"
    group = "wifi-security.wep-key" if kind is WifiProtection.WEP else group
    flags = settings.get(f"{group}-flags", "0").strip()
    number = int(flags) if flags.isascii() and flags.isdigit() else 0
    if number & _KEYRING:
        return SecretKept.KEYRING
    if number & _ASKED:
        return SecretKept.ASKED
    if number & _NOT_NEEDED:
        return SecretKept.NONE
    if not secrets_seen:
        return None
    return SecretKept.ON_DISK if any(key.startswith("secret.") for key in settings) else SecretKept.ASKED


def _server(settings: Settings) -> ServerProof:
    trusts = settings.get("802-1x.ca-cert", "") or ("own" if "802-1x.ca-path" in settings else "")
    if _on(settings.get("802-1x.system-ca-certs", "false")):
        trusts = trusts or "public"
    named = any(f"802-1x.{key}" in settings for key in _NAMES)
    return server_proof(_words(settings, "802-1x.eap"), trusts, named)


_NAMES = ("domain-suffix-match", "domain-match", "altsubject-matches", "subject-match")


def server_proof(methods: Iterable[str], trusts: str, named: bool) -> ServerProof:
    """What the server must prove. ``trusts`` is whose certificates count: ``public``, ``own``, or none."""
    asked = {method.lower() for method in methods}
    if asked and asked <= _BOTH_SIDES:
        return ServerProof.NOT_NEEDED
    if not asked or asked & _UNCLEAR:
        return ServerProof.UNCLEAR
    if not asked <= _WITH_CERTIFICATE | _BOTH_SIDES:
        return ServerProof.NOTHING
    if not trusts:
        return ServerProof.NOTHING_BUT_NO_PASSWORD if asked == {"tls"} else ServerProof.NOTHING
    return ServerProof.ANY_KNOWN_SERVER if trusts == "public" and not named else ServerProof.CERTIFICATE
