"""Whether this machine shares files, printers or its internet connection."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_remote import Sharing
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure


@check(
    title="Nothing is shared with others on the network",
    family=Family.DEVICE,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then System or Sharing, and turn off what you do not need.",
            "For IT staff: sudo ss -ltnp names the program. For files it is most often smbd, for printers cupsd.",
        ),
        OS.MACOS: (
            "Open System Settings, then General, then Sharing.",
            "Turn off File Sharing, Printer Sharing and Internet Sharing, unless you need them.",
        ),
        OS.WINDOWS: (
            "For files: press Windows+R, type fsmgmt.msc, and choose Shares. Stop sharing what you do not need.",
            "For a printer: open its properties, then Sharing, and take out the tick.",
            "For the internet: open Settings, then Network & internet, then Mobile hotspot, and turn it off.",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-53 Rev. 5, CM-7: least functionality (ports, protocols, services)",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
        Reference(
            "Microsoft: NetShareEnum (lmshare.h)",
            "https://learn.microsoft.com/en-us/windows/desktop/api/Lmshare/nf-lmshare-netshareenum",
            "2026-11-21",
        ),
    ),
)
def sharing_off(sharing: Sharing) -> Iterator[Verdict]:
    """What is shared at home is shared in a cafe too. Others on the same network may then open your files."""
    for thing in sharing.things:
        yield failed(f"This computer shares {thing} with others on its network.", thing)
    if sharing.unseen:
        yield unsure(f"Whether it shares {' or '.join(sharing.unseen)} could not be seen. {sharing.more}".rstrip())
    elif not sharing.things:
        yield passed(f"Nothing is shared. Looked for: {', '.join(sharing.looked_for)}.")
