"""Whether the drives Windows uses are encrypted by BitLocker, which device encryption is a form of.

Best source first: WMI's Win32_EncryptableVolume, which only administrators may ask (Microsoft's pages on its methods
GetProtectionStatus, GetConversionStatus and GetKeyProtectorType), then the property that Windows Explorer shows to
everyone, ``System.Volume.BitLockerProtection``. Its numbers are from memory and from what others found: no page of
Microsoft's names them. BitLocker that is paused or waits keeps its key in the open, so that counts as not encrypted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing
from peerkit.audit.probes.windows.asking import AS_ADMINISTRATOR, Told, listed, registry, texts, value
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_disk import DiskEncryption, DiskUnlock, Guard, LuksHeader, Storage, Swap

_MEMORY = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management"
_POLICIES = r"HKLM\SYSTEM\CurrentControlSet\Policies"
_SHELL = {
    1: (Guard.ENCRYPTED, "BitLocker"),
    2: (Guard.CLEAR, "BitLocker is off"),
    3: (Guard.UNSEEN, "BitLocker is still encrypting it; look again later"),
    4: (Guard.CLEAR, "BitLocker is taking the encryption away"),
    5: (Guard.CLEAR, "BitLocker is paused"),
    6: (Guard.ENCRYPTED, "BitLocker, locked"),
    8: (Guard.CLEAR, "BitLocker waits to be switched on"),
}
_TPM = 1  # GetKeyProtectorType: opened by the TPM chip alone
_WORDS = {
    1: "TPM", 2: "a key file", 3: "a recovery password", 4: "TPM and PIN", 5: "TPM and key", 6: "TPM, PIN and key",
    8: "a passphrase",
}  # fmt: skip
_ENCRYPTED_FULLY, _ENCRYPTING = 1, 2
_LETTER = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class _Volume:
    """What is known of one drive; ``protectors`` is None where this account may not see what opens it."""

    guard: Guard
    how: str
    protectors: tuple[int, ...] | None = None


def _volumes(machine: Machine) -> tuple[dict[str, _Volume], str]:
    """Every drive by its letter, and the source. Raises ``CouldNotLook``."""
    try:
        told = listed(machine, "encryptable")
        if not told:
            raise Missing("WMI lists no drive")
        return {one.text("letter").upper(): _by_wmi(one) for one in told}, "WMI Win32_EncryptableVolume"
    except CouldNotLook:
        told = listed(machine, "drives")
        return {one.text("letter").upper(): _by_shell(one) for one in told}, "System.Volume.BitLockerProtection"


def _by_wmi(volume: Told) -> _Volume:
    status, conversion = volume.number("protection"), volume.number("conversion")
    protectors = tuple(entry for entry in volume.values.get("protectors") or () if isinstance(entry, int))
    if status == 1 and conversion == _ENCRYPTED_FULLY:
        return _Volume(Guard.ENCRYPTED, "BitLocker", protectors)
    if conversion == _ENCRYPTING:
        return _Volume(*_SHELL[3], protectors)
    if status == 0:
        how = "BitLocker is paused" if conversion == _ENCRYPTED_FULLY else "BitLocker is off"
        return _Volume(Guard.CLEAR, how, protectors)
    return _Volume(Guard.UNSEEN, "Windows does not know its state", protectors)


def _by_shell(volume: Told) -> _Volume:
    if volume.values.get("bitlocker") is None:
        return _Volume(Guard.UNSEEN, "Windows says nothing of BitLocker on it")
    return _Volume(*_SHELL.get(volume.number("bitlocker"), (Guard.UNSEEN, "Windows does not know its state")))


def _letter(machine: Machine, variable: str) -> str:
    found = _LETTER.match(machine.environ(variable))
    if found is None:
        raise Missing(f"the environment does not say which drive {variable} is on")
    return found[0].upper()


def _storage(volumes: dict[str, _Volume], letter: str) -> Storage:
    volume = volumes.get(letter, _Volume(Guard.UNSEEN, "Windows does not list this drive"))
    return Storage(letter, volume.guard, volume.how)


def read_disk_encryption(machine: Machine) -> DiskEncryption:
    """The drive of the system, and that of the person's folder. Raises ``CouldNotLook``."""
    volumes, source = _volumes(machine)
    if not volumes:
        raise Garbled("Windows lists no drive")
    system, home = (_storage(volumes, _letter(machine, name)) for name in ("SystemDrive", "USERPROFILE"))
    evidence = tuple(Evidence(f"{one.where} {one.how}", source) for one in dict.fromkeys((system, home)))
    return DiskEncryption(system=(system,), homes=(home,), evidence=evidence)


def read_disk_unlock(machine: Machine) -> DiskUnlock | Unknown:
    """What opens the system's drive when the machine starts: an administrator may see it. Raises ``CouldNotLook``."""
    volumes, source = _volumes(machine)
    letter = _letter(machine, "SystemDrive")
    volume = volumes.get(letter)
    if volume is None or volume.guard is Guard.UNSEEN:
        return Unknown("Windows did not say whether the drive of the system is encrypted.", AS_ADMINISTRATOR)
    if volume.guard is Guard.CLEAR:
        return DiskUnlock(headers=(), evidence=(Evidence(f"{letter} {volume.how}", source),))
    if volume.protectors is None:
        return Unknown("Only an administrator may see what opens the encrypted drive.", AS_ADMINISTRATOR)
    ways = ", ".join(_WORDS.get(kind, f"kind {kind}") for kind in volume.protectors) or "none listed"
    # The recovery password is a person's to type; only the chip alone opens the drive with nobody there.
    by_itself = ("TPM without a PIN",) if _TPM in volume.protectors else ()
    header = LuksHeader(device=letter, version=2, opens_itself=by_itself)
    return DiskUnlock(headers=(header,), evidence=(Evidence(f"{letter} opens with: {ways}", source),))


def read_swap(machine: Machine) -> Swap:
    """The page files that are in use, each as safe as its drive. Raises ``CouldNotLook``."""
    volumes, source = _volumes(machine)
    files = list(texts(registry(machine, _MEMORY, "ExistingPageFiles").get("ExistingPageFiles", [])))
    by_itself = value(machine, _POLICIES, "NtfsEncryptPagingFile") == 1
    areas = []
    for path in (file.removeprefix("\\??\\") for file in files):
        kept = _storage(volumes, path[:2].upper())
        areas.append(Storage(path, Guard.ENCRYPTED if by_itself else kept.guard, kept.how))
    seen = ", ".join(f"{area.where}: {area.guard.value}" for area in areas) or "no page file"
    system = _storage(volumes, _letter(machine, "SystemDrive"))
    return Swap(areas=tuple(areas), system=system.guard, evidence=(Evidence(seen, f"{_MEMORY}, {source}"),))


READERS: dict[type[Fact], Reader] = {
    DiskEncryption: read_disk_encryption,
    DiskUnlock: read_disk_unlock,
    Swap: read_swap,
}
