"""Whether memory that is moved to disk stays closed to whoever takes it."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_disk import Guard, Storage, Swap
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_SAFE = (Guard.ENCRYPTED, Guard.MEMORY)


@check(
    title="Swap space is encrypted",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Ask IT for help with these steps.",
            "The simplest way: put the swap space in a file on the encrypted disk.",
            (
                "Or use swap in memory: install systemd-zram-generator, or zram-tools,"
                " and take the old swap space out of /etc/fstab."
            ),
        ),
        OS.MACOS: ("Nothing to do: macOS encrypts it by itself.",),
        OS.WINDOWS: ("Turn on device encryption or BitLocker: it covers this too.",),
    },
    references=(
        Reference(
            "45 CFR 164.312(a)(2)(iv): encryption and decryption (HIPAA Security Rule, addressable)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-53 Rev. 5, SC-28: protection of information at rest",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
    ),
)
def swap_encrypted(swap: Swap) -> Verdict:
    """When memory runs short, parts of it are written to swap space: pieces of messages, notes and even the key of an
    encrypted disk can end up there."""
    if not swap.areas:
        return passed("No swap space is in use.")
    open_ = [area for area in swap.areas if area.guard in (Guard.CLEAR, Guard.PARTLY)]
    if open_ and swap.system is Guard.CLEAR:
        return not_applicable("The disk is not encrypted either; that is what to mend first.")
    if open_:
        return failed(f"The swap space {_names(open_)} is not encrypted: what was in memory can be read from it.")
    unseen = [area for area in swap.areas if area.guard not in _SAFE]
    if unseen:
        return unsure(f"PeerKit could not see whether the swap space {_names(unseen)} is encrypted: {unseen[0].how}.")
    if all(area.guard is Guard.MEMORY for area in swap.areas):
        return passed("The swap space is kept in memory only.")
    return passed("The swap space is encrypted.")


def _names(areas: list[Storage]) -> str:
    return " and ".join(private(PrivateKind.PATH, area.where) for area in areas)
