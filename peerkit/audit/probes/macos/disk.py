"""FileVault by ``fdesetup status``, which every account may ask: fdesetup(8). Swap by ``sysctl``: sysctl(8).

Its first line may say "On" while a later one says that the disk is still being encrypted, so what is
under way counts first. A Mac with Apple's chip writes to its disk encrypted at all times, but without
FileVault the disk opens for whoever switches the Mac on (Apple Platform Security, "Volume encryption with
FileVault in macOS"): that is not counted as encrypted.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.macos.session import account_asked_about
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_disk import DiskEncryption, DiskUnlock, Guard, Storage, Swap
from peerkit.model.private import printable

# In this order: the first words found tell.
_STATES = (
    ("decryption in progress", Guard.CLEAR, "FileVault is being switched off"),
    ("encryption in progress", Guard.CLEAR, "FileVault is still encrypting"),
    ("deferred enablement", Guard.CLEAR, "FileVault waits for the next log-out"),
    ("will be enabled after the next restart", Guard.CLEAR, "FileVault waits for a restart"),
    ("filevault is on", Guard.ENCRYPTED, "FileVault"),
    ("filevault is off", Guard.CLEAR, "FileVault is off"),
)
_SWAP = re.compile(r"total = ([0-9.]+)[KMGT]? .*?(\(encrypted\))?\s*", re.DOTALL)


def filevault(machine: Machine) -> tuple[Guard, str, Evidence]:
    """Whether the disk is encrypted, how, and what was seen. Raises ``CouldNotLook``."""
    output = machine.run("fdesetup", "status")
    text = " ".join(output.stdout.split())
    for words, guard, how in _STATES:
        if words in text.lower():
            return guard, how, Evidence(printable(text, 120), "fdesetup status")
    raise Garbled("the program fdesetup does not tell in words PeerKit knows whether FileVault is on")


def read_disk_encryption(machine: Machine) -> DiskEncryption:
    """FileVault covers the system's volumes and the homes in ``/Users``; no other disk."""
    guard, how, seen = filevault(machine)
    uid, _, home = machine.whoami()
    name = account_asked_about(machine)
    home = f"/Users/{name}" if uid == 0 and name else home
    if home.startswith("/Users/"):
        homes = (Storage(home, guard, how),)
    elif name:
        homes = (Storage(home, Guard.UNSEEN, "it lies outside the part that FileVault covers"),)
    else:
        homes = (Storage("/Users", guard, how),)
    return DiskEncryption(system=(Storage("/", guard, how),), homes=homes, evidence=(seen,))


def read_disk_unlock(_machine: Machine) -> DiskUnlock:
    """Nothing on a Mac has a passphrase of its own: FileVault opens with an account's password or the recovery key."""
    return DiskUnlock(headers=(), evidence=(Evidence("FileVault opens with an account's password", "fdesetup(8)"),))


def read_swap(machine: Machine) -> Swap:
    """macOS says with the size whether swap is encrypted, which it is by itself since 10.7."""
    output = machine.run("sysctl", "-n", "vm.swapusage")
    found = _SWAP.fullmatch(output.stdout.strip())
    if found is None:
        raise Garbled("the program sysctl does not tell of swap in words PeerKit knows")
    seen = Evidence(printable(output.stdout.strip(), 100), "sysctl vm.swapusage")
    system = _system_guard(machine)
    if float(found[1] if re.fullmatch(r"[0-9]+(\.[0-9]+)?", found[1]) else "1") == 0:
        return Swap(areas=(), system=system, evidence=(seen,))
    guard = Guard.ENCRYPTED if found[2] else system
    return Swap(
        areas=(Storage("/private/var/vm", guard, "encrypted by macOS itself"),), system=system, evidence=(seen,)
    )


def _system_guard(machine: Machine) -> Guard:
    try:
        return filevault(machine)[0]
    except CouldNotLook:
        return Guard.UNSEEN


READERS: dict[type[Fact], Reader] = {
    DiskEncryption: read_disk_encryption,
    DiskUnlock: read_disk_unlock,
    Swap: read_swap,
}
