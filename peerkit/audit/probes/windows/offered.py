"""What a PC offers to others, what pops up on it, and whether an antivirus program guards it.

Shares by NetShareEnum; names that end in ``$`` are Windows' own, for administrators. The mobile hotspot by its
service. Antivirus by Windows Security, which knows those of every maker (Microsoft: WscGetSecurityProviderHealth). For
pop-up messages, only the switches for all of them are written down where a program may read; whether Do not disturb
is on now is told by no function that Microsoft describes.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.windows.asking import listed_natively, number, require_own_settings, told
from peerkit.audit.probes.windows.services import runs, state
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.facts_remote import Sharing
from peerkit.model.facts_system import Guarding, MalwareGuard
from peerkit.model.private import PrivateKind, private

_HOTSPOT, _INTERNET = "icssvc", "its internet"
_KINDS = {0: "files", 1: "a printer"}  # SHARE_INFO_1: STYPE_DISKTREE, STYPE_PRINTQ
_KIND_BITS, _SPECIAL = 0xFF, 0x80000000
# WSC_SECURITY_PROVIDER_HEALTH: good, not monitored, poor, snoozed.
_HEALTH = {0: Guarding.ON, 1: Guarding.OFF, 2: Guarding.POOR, 3: Guarding.OFF}
_SWITCHES = (
    (r"HKCU\SOFTWARE\Microsoft\Windows\CurrentVersion\PushNotifications", "ToastEnabled", 0),
    (
        r"HKCU\SOFTWARE\Microsoft\Windows\CurrentVersion\Notifications\Settings",
        "NOC_GLOBAL_SETTING_TOASTS_ENABLED",
        0,
    ),
    (
        r"HKCU\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\PushNotifications",
        "NoToastApplicationNotification",
        1,
    ),
)


def read_sharing(machine: Machine) -> Sharing:
    """Folders, printers and the mobile hotspot; what could not be seen is named. Raises ``CouldNotLook``."""
    shares, hotspot = _shares(machine), _hotspot(machine)
    if shares is None:
        raise Garbled("Windows does not tell what is shared")
    answers = {kind: kind in dict(shares).values() for kind in _KINDS.values()} | {_INTERNET: hotspot}
    names = ", ".join(private(PrivateKind.PATH, name) for name, _ in shares) or "no shares"
    seen = f"{names}; hotspot {'not seen' if hotspot is None else 'on' if hotspot else 'off'}"
    return Sharing(
        things=tuple(what for what, answer in answers.items() if answer),
        looked_for=tuple(what for what, answer in answers.items() if answer is not None),
        unseen=tuple(what for what, answer in answers.items() if answer is None),
        more="Look in Settings, Network & internet, Mobile hotspot.",
        evidence=(Evidence(seen, f"NetShareEnum, service {_HOTSPOT}"),),
    )


def _hotspot(machine: Machine) -> bool | None:
    try:
        found = state(machine, _HOTSPOT)
    except CouldNotLook:
        return None
    return found is not None and runs(found)


def _shares(machine: Machine) -> list[tuple[str, str]] | None:
    """Name and kind of what people share; None where that could not be seen."""
    try:
        entries = listed_natively(machine, "shares", "shares")
        found = [(one.text("name"), one.number("type")) for one in entries]
    except CouldNotLook:
        return None
    own = [(name, kind) for name, kind in found if not name.endswith("$") and not kind & _SPECIAL]
    return [(name, _KINDS[kind & _KIND_BITS]) for name, kind in own if kind & _KIND_BITS in _KINDS]


def read_malware_guard(machine: Machine) -> MalwareGuard:
    """What Windows Security says of the antivirus program, whoever made it. Raises ``CouldNotLook``."""
    health = told(machine, "security-health").number("antivirus")
    if health not in _HEALTH:
        raise Garbled("Windows Security tells of the antivirus program in a way that cannot be understood")
    words = ("good", "not watched", "poor", "snoozed")
    seen = Evidence(f"health of the antivirus program: {words[health]}", "WscGetSecurityProviderHealth")
    return MalwareGuard(name="Windows Security", state=_HEALTH[health], evidence=(seen,))


def read_quiet_mode(machine: Machine) -> QuietMode | Unknown:
    """Whether pop-up messages are switched off for good. Raises ``CouldNotLook``."""
    require_own_settings(machine)
    for path, name, off in _SWITCHES:
        if number(machine, path, name) == off:
            return QuietMode(on=True, evidence=(Evidence(f"{name} is {off}", path),))
    return Unknown("Windows does not tell other programs whether Do not disturb is on.")


READERS: dict[type[Fact], Reader] = {
    MalwareGuard: read_malware_guard,
    QuietMode: read_quiet_mode,
    Sharing: read_sharing,
}
