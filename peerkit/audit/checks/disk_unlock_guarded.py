"""Whether an encrypted disk opens for its owner only."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_disk import DiskUnlock, KeySlot, LuksHeader
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure

# OWASP Password Storage Cheat Sheet: PBKDF2 with SHA-256 takes 600,000 rounds or more, with SHA-512 210,000;
# Argon2 takes 19 MiB and two passes, or as much work in another shape.
_ROUNDS = {"sha256": 600_000, "sha512": 210_000}
_ARGON2_WORK = 19 * 1024 * 2


@check(
    title="Only a person can unlock the disk, and guessing the passphrase is slow",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Ask IT for help, and have a copy of your files first: a mistake here can lock you out for good.",
            "For a passphrase that is quick to guess: sudo cryptsetup luksConvertKey --pbkdf argon2id DEVICE",
            (
                "For a disk that opens by itself: sudo systemd-cryptenroll --wipe-slot=tpm2 --tpm2-device=auto"
                " --tpm2-with-pin=yes DEVICE"
            ),
        ),
        OS.MACOS: ("Open System Settings, then Privacy & Security, and check that FileVault is on.",),
        OS.WINDOWS: (
            "Ask IT for help: BitLocker can ask for a PIN when the laptop starts.",
            "The setting is named Require additional authentication at startup.",
        ),
    },
    references=(
        Reference(
            "OWASP Password Storage Cheat Sheet: PBKDF2 and Argon2id work factors",
            "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html",
            "2026-11-21",
        ),
        Reference(
            "systemd issue 20735: why keys held by a token need few rounds",
            "https://github.com/systemd/systemd/issues/20735",
            "2026-11-21",
        ),
    ),
)
def disk_unlock_guarded(unlock: DiskUnlock) -> Iterator[Verdict]:
    """A disk that opens by itself protects little when the whole laptop is taken. One whose passphrase is quick to
    try can be guessed by a patient thief."""
    if not unlock.headers and not unlock.hidden:
        yield not_applicable("No encrypted disk with a passphrase of its own is in use here.")
    for header in unlock.headers:
        yield _judged(header)
    if unlock.hidden:
        disks = "1 encrypted disk" if unlock.hidden == 1 else f"{unlock.hidden} encrypted disks"
        yield unsure(f"PeerKit could not read what it takes to unlock {disks}. To find out, run again with sudo.")


def _judged(header: LuksHeader) -> Verdict:
    if header.opens_itself:
        how = ", ".join(header.opens_itself)
        return failed(f"The disk unlocks by itself at the start, with nobody there ({how}).", header.device)
    if header.version == 1:
        return passed("The disk asks for a passphrase. Its format (LUKS1) is old, but still sound.", header.device)
    weak = [slot for slot in header.slots if not slot.token and _quick(slot)]
    if weak:
        cost = f"{weak[0].kdf}, {weak[0].rounds} rounds"
        return failed(f"The passphrase of the disk is quick to guess ({cost}).", header.device)
    return passed("The disk asks for a passphrase, and guessing it is slow.", header.device)


def _quick(slot: KeySlot) -> bool:
    if slot.kdf == "pbkdf2":
        return slot.rounds < _ROUNDS.get(slot.digest, _ROUNDS["sha256"])
    return slot.kdf.startswith("argon2") and slot.rounds * slot.memory < _ARGON2_WORK
