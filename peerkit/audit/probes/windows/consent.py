"""Whether apps may use the camera, the microphone or the location: Windows' consent store.

The machine's switch, the account's, and the one for programs that are no store apps; a policy outdoes them all
(Microsoft: Policy CSP Privacy, 2 is "force deny").
"""

from __future__ import annotations

from peerkit.audit.probes.machine import Machine, Missing
from peerkit.audit.probes.windows.asking import number, require_own_settings, value

_STORE = r"SOFTWARE\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\AppPrivacy"
_POLICIES = {
    "webcam": "LetAppsAccessCamera",
    "microphone": "LetAppsAccessMicrophone",
    "location": "LetAppsAccessLocation",
}
_FORCE_DENY = 2
SOURCE = "consent store, in the registry"


def denied_by(machine: Machine, capability: str) -> str:
    """Who denies it, in words; empty where nobody does. Raises ``CouldNotLook``, also where nothing is set at all."""
    require_own_settings(machine)
    if number(machine, _POLICY, _POLICIES[capability]) == _FORCE_DENY:
        return "a policy"
    places = {
        "this computer": rf"HKLM\{_STORE}\{capability}",
        "this account": rf"HKCU\{_STORE}\{capability}",
        "programs of the desktop": rf"HKCU\{_STORE}\{capability}\NonPackaged",
    }
    found = {who: value(machine, path, "Value") for who, path in places.items()}
    if not any(word in ("Allow", "Deny") for word in found.values()):
        raise Missing(f"the registry does not say whether apps may use the {capability}")
    return " and ".join(f"the switch for {who}" for who, word in found.items() if word == "Deny")
