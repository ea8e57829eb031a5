"""Whether what is on the disk stays closed to whoever takes it."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_disk import DiskEncryption, Guard, Storage
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_OPEN = (Guard.CLEAR, Guard.PARTLY)


@check(
    title="The disk is encrypted",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Ask IT for help: on Linux the disk is encrypted when the system is set up anew.",
            "Copy your files to a safe place first.",
            "Install the system again, and tick Encrypt when it asks how to set up the disk.",
            "Write the passphrase down and keep it where only you can find it.",
        ),
        OS.MACOS: (
            "Open System Settings, then Privacy & Security, then FileVault.",
            "Choose Turn On, and keep the recovery key in a safe place.",
            "Does it say that it is still encrypting? Keep the charger in, and look again later.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Privacy & security (Windows 10: Update & Security), then Device encryption.",
            "Turn it on.",
            "If it is not there, search for Manage BitLocker, and choose Turn on. Is it paused? Resume protection.",
            "Keep the recovery key in a safe place.",
        ),
    },
    references=(
        Reference(
            "45 CFR 164.312(a)(2)(iv): encryption and decryption (HIPAA Security Rule, addressable)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
        Reference(
            "HHS guidance on unsecured health information: data at rest as in NIST SP 800-111 (quoted)",
            "https://www.safelogic.com/blog/achieving-safe-harbor-healthcare-3",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-53 Rev. 5, SC-28: protection of information at rest",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
    ),
)
def disk_encrypted(disk: DiskEncryption) -> Verdict:
    """A thief who takes a laptop can read all that is on it, with no password, unless the disk is encrypted."""
    if disk.diskless:
        return not_applicable("This system has no disk of its own: it is a container or runs from a stick.")
    places = (*disk.system, *disk.homes)
    if disk.system[0].guard in _OPEN:
        return _system_open(disk)
    if found := [place for place in places if place.guard in _OPEN]:
        home = any(place in disk.homes for place in found)
        return failed(f"The system is encrypted, but not {_names(found)}.", severity=None if home else Severity.MEDIUM)
    if found := [place for place in places if place.guard is Guard.UNSEEN]:
        return unsure(f"PeerKit could not see whether {_names(found)} is encrypted: {found[0].how}.")
    kinds = ", ".join(dict.fromkeys(place.how for place in places if place.guard is Guard.ENCRYPTED and place.how))
    return passed(f"The disk is encrypted ({kinds or 'kept in memory only'}).")


def _system_open(disk: DiskEncryption) -> Verdict:
    if disk.homes and all(home.guard is Guard.ENCRYPTED for home in disk.homes):
        return failed(
            f"Your own files are encrypted ({disk.homes[0].how}), but the system with its logs and temporary files is"
            " not.",
            severity=Severity.MEDIUM,
        )
    if disk.system[0].guard is Guard.PARTLY:
        return failed("The system is spread over several disks, and at least one of them is not encrypted.")
    seen = f" ({disk.system[0].how})" if disk.system[0].how else ""
    return failed(f"The disk is not encrypted, as far as the system can see{seen}: whoever takes it can read it.")


def _names(places: list[Storage]) -> str:
    return " and ".join(dict.fromkeys(private(PrivateKind.PATH, place.where) for place in places))
