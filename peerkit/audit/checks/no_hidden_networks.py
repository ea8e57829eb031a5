"""Whether the machine calls out for networks that hide their name."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_wifi import SavedWifi
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private


@check(
    title="No saved network is hidden",
    family=Family.WIFI,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "Is it your network? In the router's settings let it show its name: hiding it protects nothing.",
            "Then forget the network here and join it anew.",
            "GNOME: open Settings, Wi-Fi, Saved Networks, and forget it there.",
            "KDE: open System Settings, Wi-Fi & Networking, pick it, and press the minus.",
        ),
        OS.MACOS: (
            "Is it your network? In the router's settings let it show its name: hiding it protects nothing.",
            "Open System Settings, Wi-Fi, Advanced. Click the dots beside the name, then Remove From List.",
        ),
        OS.WINDOWS: (
            "Is it your network? In the router's settings let it show its name: hiding it protects nothing.",
            "Open Settings, Network & internet, Wi-Fi, Manage known networks, and choose Forget.",
        ),
    },
    references=(
        Reference(
            "NSA: Best Practices for Securing Your Home Network, 2023, as told by Cloud7 (do not hide the name)",
            "https://cloud7.news/security/best-practices-for-securing-your-home-network-according-to-the-nsa/",
            "2026-11-21",
        ),
        Reference(
            "RFC 9797: Randomized and Changing MAC Addresses: Context, Network Impacts, and Use Cases",
            "https://www.rfc-editor.org/info/rfc9797/",
            "2026-11-21",
        ),
    ),
)
def no_hidden_networks(saved: SavedWifi) -> Iterator[Verdict]:
    """For a hidden network your laptop calls out its name wherever you go. Anyone near can know you by it."""
    hidden = [network for network in saved.guests if network.hidden]
    for network in hidden:
        name = private(PrivateKind.NETWORK, network.ssid)
        yield failed(f"The saved Wi-Fi {name} is set as hidden, so this computer calls out its name.", name)
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif not saved.guests:
        yield not_applicable("No Wi-Fi network is saved on this computer.")
    elif not hidden:
        yield passed(f"No saved network is hidden. Looked at: {len(saved.guests)}.")
