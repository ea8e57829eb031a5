"""Whether the machine joins an open network by itself because it once did."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import SavedWifi
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

# Both are joined without any proof; anyone can run a network of the same name.
_OPEN = (WifiProtection.OPEN, WifiProtection.OWE_TRANSITION)


@check(
    title="No saved open network joins by itself",
    family=Family.WIFI,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Forget open networks you do not need.",
            "GNOME: open Settings, Wi-Fi, Saved Networks, and forget it there.",
            "KDE: open System Settings, Wi-Fi & Networking, pick it, and press the minus.",
            "To keep one: open its settings (the gear beside the name), and switch off Connect automatically.",
        ),
        OS.MACOS: (
            "Forget open networks you do not need.",
            "Open System Settings, Wi-Fi, Advanced. Click the dots beside the name, then Remove From List.",
            "To keep one: choose Network Settings there, and switch off Auto-Join.",
        ),
        OS.WINDOWS: (
            "Forget open networks you do not need.",
            "Open Settings, Network & internet, Wi-Fi, Manage known networks, and choose Forget.",
            "To keep one: open it there, and switch off Connect automatically when in range.",
        ),
    },
    references=(
        Reference(
            "NSA: Securing Wireless Devices in Public Settings, 2021, as told by Defense Systems",
            "https://defensesystems.com/articles/2021/08/03/nsa-wifi-security.aspx?admgarea=TC_DefenseIT+",
            "2026-11-21",
        ),
        Reference(
            "CISA: Guidance for Securing Video Conferencing (avoid public hotspots)",
            "https://www.cisa.gov/resources-tools/resources/guidance-securing-video-conferencing",
            "2026-11-20",
        ),
        Reference(
            "HIPAA Security Rule, 45 CFR 164.312(e)(1): transmission security",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def saved_open_networks_wait(saved: SavedWifi) -> Iterator[Verdict]:
    """Your laptop joins any network with the name of a saved open one. Anyone can use that name and listen in."""
    bad = [network for network in saved.guests if network.protection in _OPEN and network.joins_itself]
    for network in bad:
        name = private(PrivateKind.NETWORK, network.ssid)
        yield failed(f"The saved Wi-Fi {name} asks for no password, and this computer joins it by itself.", name)
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif not saved.guests:
        yield not_applicable("No Wi-Fi network is saved on this computer.")
    elif not bad:
        yield passed(f"No open network joins by itself. Saved networks looked at: {len(saved.guests)}.")
