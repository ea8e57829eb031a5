"""Whether programs here wait for others on the network."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_system import Listener, ListeningPorts
from peerkit.model.finding import Severity, Verdict, failed, passed

_NAMES = {
    22: "remote log-in (SSH)",
    80: "web server",
    111: "network file sharing (portmapper)",
    135: "calls between Windows programs (RPC)",
    139: "Windows file sharing",
    443: "web server",
    445: "Windows file sharing",
    548: "Apple file sharing",
    631: "printer sharing",
    2049: "network file sharing (NFS)",
    3389: "remote desktop (RDP)",
    5353: "name announcements (mDNS)",
    5357: "Windows device search",
    5355: "name announcements (LLMNR)",
    7680: "updates shared between PCs",
    8000: "web server",
    8080: "web server",
} | dict.fromkeys(range(5900, 5910), "remote desktop (VNC)")
# Another UDP port is most often a program that waits for its own answer, or for the laptop's address (68, 546).
_MOST_NAMED = 8


@check(
    title="No program waits for others on the network",
    family=Family.DEVICE,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then System, and turn off Remote Desktop and Secure Shell. Look at Sharing too.",
            "KDE: open System Settings, then Remote Desktop, and turn it off.",
            "For the rest, ask IT which programs they are: sudo ss -ltnup names them.",
        ),
        OS.MACOS: ("Open System Settings, then General, then Sharing, and turn off what you do not need.",),
        OS.WINDOWS: (
            "Open Settings, then System, then Remote Desktop, and turn it off.",
            "Open Settings, then Network & internet, choose your network, and set its profile to Public.",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-53 Rev. 5, CM-7: least functionality (ports, protocols, services)",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
        Reference(
            "Microsoft: INetFwPolicy2, DefaultInboundAction (what no rule lets in is blocked by default)",
            "https://learn.microsoft.com/en-us/windows/win32/api/netfw/nf-netfw-inetfwpolicy2-get_defaultinboundaction",
            "2026-11-21",
        ),
    ),
)
def ports_not_exposed(ports: ListeningPorts) -> Verdict:
    """Each program that waits for others is a door. On a network you share, it is best to have few. A firewall may
    still keep them shut."""
    waiting = [listener for listener in ports.listeners if _counts(listener)]
    open_ = _listed([listener for listener in waiting if not listener.shut])
    shut = _listed([listener for listener in waiting if listener.shut])
    if open_:
        verb = "port here waits" if len(open_) == 1 else "ports here wait"
        rest = f" The firewall keeps strangers out of the others: {_told(shut)}." if shut else ""
        return failed(f"{len(open_)} {verb} for others: {_told(open_)}.{rest}")
    if shut:
        return passed(f"Programs here wait for others, but the firewall keeps strangers out: {_told(shut)}.")
    return passed("No program here waits for others on the network.")


def _listed(listeners: list[Listener]) -> list[str]:
    return list(dict.fromkeys(map(_named, listeners)))


def _told(found: list[str]) -> str:
    more = len(found) - _MOST_NAMED
    return "; ".join(found[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _counts(listener: Listener) -> bool:
    return listener.protocol == "tcp" or listener.port in _NAMES


def _named(listener: Listener) -> str:
    name = _NAMES.get(listener.port)
    return f"{listener.port}/{listener.protocol}" + (f", {name}" if name else "")
