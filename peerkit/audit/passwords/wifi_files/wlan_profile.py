"""A profile as Windows' ``WlanGetProfile`` gives it (Microsoft: WLAN_profile schema).

Elements are known by their local names: the versions of the schema differ in the namespace alone. A document type is
refused, for a profile never has one and all that XML can do harm with needs one.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from peerkit.audit.passwords.wifi_files.marks import PRESENT, Malformed, Settings, mark, network_name

_LONGEST, _DEEPEST = 1024 * 1024, 64
_SECURITY = "MSM/security/authEncryption"
_KEPT = {
    "connectionType": "type",
    "connectionMode": "mode",
    "SSIDConfig/nonBroadcast": "hidden",
    f"{_SECURITY}/authentication": "authentication",
    f"{_SECURITY}/encryption": "encryption",
    f"{_SECURITY}/transitionMode": "transition",
    "MacRandomization/enableRandomization": "random",
    "MacRandomization/randomizeEveryday": "random.daily",
}
_WORDS = {
    "true", "false", "ess", "ibss", "auto", "manual", "open", "shared", "wpa", "wpapsk", "wpa2", "wpa2psk", "wpa3",
    "wpa3sae", "wpa3ent", "wpa3ent192", "owe", "none", "wep", "tkip", "aes", "gcmp256",
}  # fmt: skip
_RAW_KEY = re.compile(r"[0-9A-Fa-f]{64}")


def read(_name: str, raw: bytes) -> list[Settings]:
    """The one network of a profile. Raises ``Malformed``."""
    found = _elements(raw)
    if _one(found, "name") is None and not any(path.startswith("SSIDConfig/") for path in found):
        raise Malformed("is no profile of a Wi-Fi network")
    ssid = _ssid(found)
    settings = {"ssid": network_name(ssid)}
    for path, key in _KEPT.items():
        if (word := _one(found, path)) is not None:
            settings[key] = word.strip().lower() if word.strip().lower() in _WORDS else "?"
    return [settings | _server(found) | _secret(found, ssid)]


def _elements(raw: bytes) -> dict[str, list[str]]:
    """The texts of all elements by their path below the root. Raises ``Malformed``."""
    if len(raw) > _LONGEST:
        raise Malformed("is too large for a profile")
    path: list[str] = []
    pieces: list[list[str]] = []
    found: dict[str, list[str]] = {}

    def start(name: str, _attributes: object) -> None:
        if len(path) >= _DEEPEST:
            raise Malformed("is nested too deep for a profile")
        path.append(name.rpartition(":")[2])
        pieces.append([])

    def end(_name: str) -> None:
        found.setdefault("/".join(path[1:]), []).append("".join(pieces.pop()))
        path.pop()

    def refuse(*_: object) -> None:
        raise Malformed("has a document type, which a profile never has")

    def add(text: str) -> None:
        pieces[-1].append(text)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Malformed("is not well-formed XML") from None
    return found


def _one(found: dict[str, list[str]], path: str) -> str | None:
    return found[path][0] if path in found else None


def _ssid(found: dict[str, list[str]]) -> bytes:
    """The name in hexadecimal counts; the text beside it may be damaged."""
    coded = (_one(found, "SSIDConfig/SSID/hex") or "").strip()
    if coded:
        try:
            return bytes.fromhex(coded)
        except ValueError:
            raise Malformed("holds a network name that is not hexadecimal") from None
    name = _one(found, "SSIDConfig/SSID/name")
    if not name:
        raise Malformed("holds no network name")
    return name.encode("utf-8", "surrogatepass")


def _secret(found: dict[str, list[str]], ssid: bytes) -> Settings:
    """The mark of the passphrase; where Windows sealed it, only that there is one."""
    shared = "MSM/security/sharedKey"
    key = _one(found, f"{shared}/keyMaterial")
    if not key:
        return {}
    sealed = (_one(found, f"{shared}/protected") or "true").strip().lower() != "false"
    kind = (_one(found, f"{shared}/keyType") or "").strip().lower()
    wep = (_one(found, f"{_SECURITY}/encryption") or "").strip().lower() == "wep"
    if sealed or wep or (kind == "networkkey" and not _RAW_KEY.fullmatch(key)):
        return {"secret.key": PRESENT}
    return {"secret.key": mark(key, ssid)}


def _server(found: dict[str, list[str]]) -> Settings:
    """The log-in method of 802.1X, and what the server's certificate must be, where the profile says."""
    prefix = "MSM/security/OneX/EAPConfig/EapHostConfig"
    method = (_one(found, f"{prefix}/EapMethod/Type") or "").strip()
    if not re.fullmatch(r"\d{1,3}", method):
        return {}
    settings = {"eap": method}
    performed = _ending(found, "PerformServerValidation")
    if performed is None and not any("ServerValidation" in path for path in found):
        return settings
    settings["server.asked"] = "no" if performed is not None and performed.strip().lower() == "false" else "yes"
    roots, names = _ending(found, "TrustedRootCA"), _ending(found, "ServerNames")
    settings |= {"server.roots": "set"} if roots and roots.strip() else {}
    return settings | ({"server.names": "set"} if names and names.strip() else {})


def _ending(found: dict[str, list[str]], name: str) -> str | None:
    """The outermost element of this name, wherever it stands: each method has a place of its own."""
    paths = sorted((path for path in found if path.rpartition("/")[2] == name), key=lambda path: path.count("/"))
    return found[paths[0]][0] if paths else None
