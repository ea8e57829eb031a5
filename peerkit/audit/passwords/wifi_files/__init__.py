"""Files that save Wi-Fi networks, read so that no passphrase leaves this room.

``without_secrets`` gives the settings of a file as flat mappings from text to text: the first holds
what is said of the whole file, each further one is a network. Only settings named in a list of known
harmless ones come through. A secret becomes a mark under a key that starts with ``secret.``: the
grade of a passphrase and a tag that is equal for equal ones, or just ``present``.
"""

from __future__ import annotations

from collections.abc import Callable

from peerkit.audit.passwords.wifi_files import (
    connman,
    ifcfg,
    iwd,
    keyfile,
    known_networks,
    netplan,
    supplicant,
    wlan_profile,
)
from peerkit.audit.passwords.wifi_files.marks import Malformed, Settings

__all__ = ["FORMS", "Malformed", "Settings", "without_secrets"]

# Each takes the file's name and its bytes.
FORMS: dict[str, Callable[[str, bytes], list[Settings]]] = {
    "connman": connman.read,
    "ifcfg": ifcfg.read,
    "ifcfg-keys": ifcfg.read_keys,
    "iwd": iwd.read,
    "keyfile": keyfile.read,
    "macos-airport": known_networks.read_adapter,
    "macos-known-networks": known_networks.read_known,
    "netplan": netplan.read,
    "wlan-profile": wlan_profile.read,
    "wpa_supplicant": supplicant.read,
}


def without_secrets(form: str, name: str, raw: bytes) -> list[Settings]:
    """The settings in a file of this form and name. Raises ``Malformed``, which quotes nothing of the file."""
    return FORMS[form](name, raw)
