"""Whether the firmware checks what it starts."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_system import SecureBoot, SecureBootState
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed


@check(
    title="Secure Boot is on",
    family=Family.DEVICE,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "Ask IT first: some drivers that are not part of the system stop working with it.",
            "Restart, and press the key for the firmware menu: often F2, F10, F12 or Del.",
            "Find Secure Boot, turn it on, then save and leave.",
        ),
        OS.MACOS: (
            "Shut down. With an Apple chip, hold the power button; with an Intel one, hold Command-R at the start.",
            "Choose Options (Intel: Utilities), then Startup Security Utility, and choose Full Security.",
        ),
        OS.WINDOWS: (
            "Open Settings, then System (Windows 10: Update & Security), then Recovery, then Advanced startup.",
            "Choose UEFI Firmware Settings, find Secure Boot, and turn it on.",
        ),
    },
    references=(
        Reference(
            "NSA, UEFI Secure Boot Customization: enable Secure Boot on all endpoints (report on it)",
            "https://cyber.vumetric.com/security-news/2020/09/16/nsa-publishes-guidance-on-uefi-secure-boot-customization",
            "2026-11-21",
        ),
    ),
)
def secure_boot_on(boot: SecureBoot) -> Verdict:
    """Someone alone with the laptop could change how it starts, and so learn the passphrase of the disk. Secure Boot
    makes the laptop refuse what its maker did not sign."""
    match boot.state:
        case SecureBootState.ON:
            return passed("Secure Boot is on.")
        case SecureBootState.OFF:
            return failed("Secure Boot is off.")
        case SecureBootState.NO_UEFI:
            return not_applicable("This system was not started by UEFI firmware, so there is no Secure Boot.")
