"""Whether the Wi-Fi network in use keeps what is sent over it from others nearby."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import WifiInUse, WifiProtection
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_WEAK = {
    WifiProtection.OPEN: "is open: anyone nearby can read what is not locked in some other way.",
    WifiProtection.WEP: "uses WEP, which was broken long ago.",
    WifiProtection.OWE_TRANSITION: "has an open half, and you may be on it: anyone nearby can read along.",
    WifiProtection.WPA: "uses the first WPA, which is old and weak.",
    WifiProtection.WPA2_TKIP: "uses WPA2 with TKIP, which is old and weak.",
}
_MIXED = "still lets in devices with the first WPA, which is old and weak."
_SAFER = "Use a Wi-Fi with WPA2 or WPA3, a cable, or your phone as a hotspot."
_ROUTER = "At home, open the router's settings and choose WPA3, or WPA2/WPA3, and a password of 20 or more characters."


@check(
    title="The Wi-Fi in use is protected",
    family=Family.WIFI,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            _SAFER,
            "GNOME: Settings, Wi-Fi, the gear by the name. KDE: System Settings, Wi-Fi & Networking. Forget this one.",
            _ROUTER,
        ),
        OS.MACOS: (
            _SAFER,
            "Open System Settings, Wi-Fi, click the dots beside the name, and choose Forget This Network.",
            _ROUTER,
        ),
        OS.WINDOWS: (
            _SAFER,
            "Open Settings, Network & internet, Wi-Fi, Manage known networks, and choose Forget.",
            _ROUTER,
        ),
    },
    references=(
        Reference(
            "CISA: Guidance for Securing Video Conferencing (WPA2 or WPA3, no WEP or WPA)",
            "https://www.cisa.gov/resources-tools/resources/guidance-securing-video-conferencing",
            "2026-11-20",
        ),
        Reference(
            "FCC: consumer tip sheet on Wi-Fi networks and privacy (turn on encryption)",
            "https://www.fcc.gov/document/fcc-consumer-tip-sheet-wi-fi-networks-and-consumer-privacy",
            "2026-11-20",
        ),
        Reference(
            "HIPAA Security Rule, 45 CFR 164.312(e)(1): transmission security",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def wifi_protected(wifi: WifiInUse) -> Verdict:
    """Everyone near you shares the air. On weak Wi-Fi, others can listen in or change what you see."""
    if not wifi.connected:
        return not_applicable("This computer is not on Wi-Fi.")
    name = network_name(wifi.ssid)
    kind = wifi.protection
    if kind is None or kind is WifiProtection.UNRECOGNISED:
        return unsure(f"{name} is protected in a way that PeerKit does not know.")
    if kind in _WEAK:
        return failed(f"{name} {_WEAK[kind]}")
    if kind is WifiProtection.WPA_WPA2:
        return failed(f"{name} {_MIXED}", severity=Severity.MEDIUM)
    if kind is WifiProtection.OWE:
        return passed(f"{name} is encrypted (Enhanced Open), but anyone can join it, and no one proves who runs it.")
    return passed(f"{name} is protected with {kind.value}.")


def network_name(ssid: bytes) -> str:
    """How a message names a network; a hidden one has no name, or only zero bytes."""
    if not ssid.strip(b"\0"):
        return "This Wi-Fi (its name is hidden)"
    return f"The Wi-Fi {private(PrivateKind.NETWORK, ssid)}"
