"""Whether the saved networks are protected the way networks are protected today."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import SavedNetwork, SavedWifi
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_OLD = {
    WifiProtection.WEP: "uses WEP or LEAP, which were broken long ago",
    WifiProtection.WPA: "uses the first WPA, which is old and weak",
    WifiProtection.WPA2_TKIP: "uses WPA2 with TKIP, which is old and weak",
}
_OPEN = (WifiProtection.OPEN, WifiProtection.OWE_TRANSITION)


@check(
    title="Saved networks use WPA2 or WPA3",
    family=Family.WIFI,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Forget the network if you do not need it.",
            "GNOME: open Settings, Wi-Fi, Saved Networks, and forget it there.",
            "KDE: open System Settings, Wi-Fi & Networking, pick it, and press the minus.",
            "Is it yours? In the router's settings choose WPA3 or WPA2/WPA3, never WEP, WPA or TKIP.",
            "Does it switch off protected management frames? Forget it and join it anew.",
        ),
        OS.MACOS: (
            "Forget the network if you do not need it.",
            "Open System Settings, Wi-Fi, Advanced. Click the dots beside the name, then Remove From List.",
            "Is it yours? In the router's settings choose WPA3 or WPA2/WPA3, never WEP, WPA or TKIP.",
        ),
        OS.WINDOWS: (
            "Forget the network if you do not need it.",
            "Open Settings, Network & internet, Wi-Fi, Manage known networks, and choose Forget.",
            "Is it yours? In the router's settings choose WPA3 or WPA2/WPA3, never WEP, WPA or TKIP.",
        ),
    },
    references=(
        Reference(
            "CISA: Guidance for Securing Video Conferencing (WPA2 or WPA3, no WEP or WPA)",
            "https://www.cisa.gov/resources-tools/resources/guidance-securing-video-conferencing",
            "2026-11-20",
        ),
        Reference(
            "NSA: Best Practices for Securing Your Home Network, 2023, as told by Cloud7 (WPA3, or WPA2/WPA3)",
            "https://cloud7.news/security/best-practices-for-securing-your-home-network-according-to-the-nsa/",
            "2026-11-21",
        ),
        Reference(
            "HIPAA Security Rule, 45 CFR 164.312(e)(1): transmission security",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def saved_wifi_modern(saved: SavedWifi) -> Iterator[Verdict]:
    """Old kinds of Wi-Fi protection can be broken in minutes. Then others can read along and change what you see."""
    found = [verdict for network in saved.guests for verdict in _judged(network)]
    yield from found
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif not saved.guests:
        yield not_applicable("No Wi-Fi network is saved on this computer.")
    elif not found:
        yield passed(f"All saved networks are protected in a way of today. Looked at: {len(saved.guests)}.")


def _judged(network: SavedNetwork) -> Iterator[Verdict]:
    subject = private(PrivateKind.NETWORK, network.ssid)
    name = f"The saved Wi-Fi {subject}"
    kind = network.protection
    if kind in _OLD:
        yield failed(f"{name} {_OLD[kind]}.", subject)
    elif kind is WifiProtection.WPA_WPA2:
        yield failed(f"{name} still lets in the first WPA, which is old and weak.", subject, Severity.MEDIUM)
    elif kind is WifiProtection.UNRECOGNISED:
        yield unsure(f"{name} is protected in a way that PeerKit does not know.", subject)
    elif kind in _OPEN and not network.joins_itself:
        # One that joins by itself is another check's, and graver.
        yield failed(f"{name} asks for no password. It is joined only when you choose it.", subject, Severity.LOW)
    elif network.management_frames is False:
        yield failed(f"{name} switches off a guard (protected management frames).", subject, Severity.LOW)
