"""Whether the Wi-Fi network in use is on the organisation's own list."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import TrustedWifi, WifiInUse, WifiProtection
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

# Nobody proves anything to run a network of these kinds, so a name on them proves nothing.
_ANYONE_CAN_COPY = frozenset({WifiProtection.OPEN, WifiProtection.OWE_TRANSITION, WifiProtection.OWE})
_STEPS = (
    "Use a Wi-Fi that you or your team run, a cable, or your phone as a hotspot.",
    "Do you trust this one, and does it ask for a password? Add it to the list: peerkit settings trust-wifi",
)


@check(
    title="The Wi-Fi in use is one you trust",
    family=Family.WIFI,
    severity=Severity.MEDIUM,
    remedy=dict.fromkeys(OS, _STEPS),
    references=(
        Reference(
            "Wi-Fi Alliance: how to stay safe from Evil Twin networks",
            "http://www.wi-fi.org/knowledge-center/faq/how-can-wi-fi-users-protect-themselves-evil-twin-threats",
            "2026-11-21",
        ),
        Reference(
            "CISA: Guidance for Securing Video Conferencing (avoid public hotspots)",
            "https://www.cisa.gov/resources-tools/resources/guidance-securing-video-conferencing",
            "2026-11-20",
        ),
    ),
)
def wifi_trusted(wifi: WifiInUse, trusted: TrustedWifi) -> Verdict:
    """Anyone can set up a Wi-Fi with any name, and then see what goes through it.

    A name that you know, with a password that you know, tells you who runs it.
    """
    if not wifi.connected:
        return not_applicable("This computer is not on Wi-Fi.")
    # Some access points with a hidden name send as many zero bytes instead, and some systems keep names to themselves.
    if not wifi.ssid.strip(b"\0"):
        return unsure("This Wi-Fi hides its name, so it cannot be looked up on your list.")
    if not trusted.listed:
        return unsure("No list of trusted Wi-Fi is kept yet. To trust this one: peerkit settings trust-wifi")
    name = f"The Wi-Fi {private(PrivateKind.NETWORK, wifi.ssid)}"
    if wifi.ssid not in trusted.names:
        return failed(f"{name} is not on your list of trusted Wi-Fi.")
    if wifi.protection in _ANYONE_CAN_COPY:
        return failed(f"{name} has a name from your list, but it asks for no password: anyone can copy a name.")
    if wifi.protection is None or wifi.protection is WifiProtection.UNRECOGNISED:
        return unsure(f"{name} has a name from your list, but PeerKit cannot tell how it is protected.")
    return passed(f"{name} is on your list of trusted Wi-Fi.")
