"""Whether a work or school network must prove who it is before it gets the log-in."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_wifi import SavedNetwork, SavedWifi, ServerProof
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private


@check(
    title="Work and school Wi-Fi must prove who they are",
    family=Family.WIFI,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Ask the IT staff of that network for its CA certificate and the name of its server (domain).",
            "GNOME: Settings, Wi-Fi, the gear beside the name, Security: choose the CA certificate, fill in Domain.",
            "KDE: System Settings, Wi-Fi & Networking, the network, Wi-Fi Security: do the same there.",
            "Do they offer an installer, such as the eduroam one? Forget the network and use that.",
        ),
        OS.MACOS: (
            "Ask the IT staff of that network for its profile (a .mobileconfig file).",
            "Forget the network, and install the profile.",
        ),
        OS.WINDOWS: (
            "Ask the IT staff of that network for its installer or profile, forget the network, and use that.",
        ),
    },
    references=(
        Reference(
            "GEANT: EAP server certificate considerations (name the authority and the server)",
            "https://wiki.geant.org/display/H2eduroam/EAP+Server+Certificate+considerations",
            "2026-11-21",
        ),
        Reference(
            "Jisc: certificates in eduroam",
            "https://community.jisc.ac.uk/library/network-and-technology-service-docs/certificates-eduroam",
            "2026-11-21",
        ),
        Reference(
            "HIPAA Security Rule, 45 CFR 164.312(d): person or entity authentication",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def enterprise_server_verified(saved: SavedWifi) -> Iterator[Verdict]:
    """A fake access point with the same name gets your work log-in if the network need not prove who it is."""
    enterprise = [network for network in saved.guests if network.server is not None]
    yield from (_judged(network, saved.more) for network in enterprise)
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif not enterprise:
        yield not_applicable("No work or school Wi-Fi (802.1X) is saved on this computer.")


def _judged(network: SavedNetwork, more: str) -> Verdict:
    subject = private(PrivateKind.NETWORK, network.ssid)
    name = f"The saved Wi-Fi {subject}"
    match network.server:
        case ServerProof.NOTHING:
            return failed(f"{name} need not prove who it is: any look-alike gets the log-in.", subject)
        case ServerProof.NOTHING_BUT_NO_PASSWORD:
            message = f"{name} need not prove who it is. A look-alike gets no password, but it can carry your calls."
            return failed(message, subject, Severity.MEDIUM)
        case ServerProof.ANY_KNOWN_SERVER:
            message = f"{name} takes any server that has a certificate, whatever its name."
            return failed(message, subject, Severity.MEDIUM)
        case ServerProof.UNCLEAR:
            return unsure(f"{name}: PeerKit cannot tell whether it must prove who it is. {more}".rstrip(), subject)
    return passed(f"{name} must prove who it is.", subject)
