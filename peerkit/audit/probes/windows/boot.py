"""How Windows was started: Secure Boot, as the firmware told it."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.windows.asking import number, told
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import SecureBoot, SecureBootState

_STATE = r"HKLM\SYSTEM\CurrentControlSet\Control\SecureBoot\State"
_BIOS = 1  # FIRMWARE_TYPE (winnt.h): 1 BIOS, 2 UEFI


def read_secure_boot(machine: Machine) -> SecureBoot | Unknown:
    """The state that Windows wrote down when it started; a machine without UEFI has none."""
    state = number(machine, _STATE, "UEFISecureBootEnabled")
    if state in (0, 1):
        evidence = (Evidence(f"UEFISecureBootEnabled is {state}", _STATE),)
        return SecureBoot(state=SecureBootState.ON if state else SecureBootState.OFF, evidence=evidence)
    if told(machine, "firmware").number("type") == _BIOS:
        return SecureBoot(state=SecureBootState.NO_UEFI, evidence=(Evidence("BIOS", "GetFirmwareType"),))
    return Unknown(
        "Windows did not write down whether Secure Boot is on.",
        "Press Windows+R, type msinfo32, and look for Secure Boot State.",
    )


READERS: dict[type[Fact], Reader] = {SecureBoot: read_secure_boot}
