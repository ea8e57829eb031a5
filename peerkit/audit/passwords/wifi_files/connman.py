"""ConnMan's settings of one service: a GKeyFile whose group names the network and its protection."""

from __future__ import annotations

import re

from peerkit.audit.passwords.wifi_files.gkeyfile import parse, text, unescaped
from peerkit.audit.passwords.wifi_files.marks import (
    Malformed,
    Settings,
    mark,
    network_name,
    plain,
    whole_file,
)

# wifi, the adapter's address, the name in hexadecimal, the mode, the protection
_SERVICE = re.compile(r"wifi_[0-9a-f]{12}_(?P<name>[0-9a-f]*|hidden)_(?P<mode>[a-z]+)_(?P<security>[a-z0-9]+)")
_KEPT = ("AutoConnect", "Favorite", "Hidden")


def read(_name: str, raw: bytes) -> list[Settings]:
    """The network, or none where the service is of another kind. Raises ``Malformed``."""
    networks: list[Settings] = []
    for group, values in parse(raw).items():
        service = _SERVICE.fullmatch(group)
        if service is None:
            continue
        ssid = _hex(text(values.get("SSID", b"")) or service["name"])
        found = {"ssid": network_name(ssid), "mode": plain(service["mode"]), "security": plain(service["security"])}
        found |= {key: plain(text(values[key])) for key in _KEPT if key in values}
        if values.get("Passphrase"):
            found["secret.Passphrase"] = mark(unescaped(values["Passphrase"]), ssid)
        networks.append(found)
    return [whole_file(raw), *networks]


def _hex(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError:
        raise Malformed("holds a network name that is not hexadecimal") from None
