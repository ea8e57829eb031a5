"""Whether the network in use is one for the public."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import Internet, Link, Network, WifiInUse, WifiProtection
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

# Anyone may join these: there is no password that only some people know.
_FOR_ALL = (WifiProtection.OPEN, WifiProtection.OWE_TRANSITION, WifiProtection.OWE)


@check(
    title="The network in use is not a public hotspot",
    family=Family.WIFI,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Use a Wi-Fi that you or your team run, a cable, or your phone as a hotspot.",
            "If there is nothing else: open any page in the browser and finish the sign-in page before the call.",
            "Sit where no one can hear you or see the screen.",
        ),
        OS.MACOS: (
            "Use a Wi-Fi that you or your team run, a cable, or your phone as a hotspot.",
            "If there is nothing else: finish the sign-in page before the call.",
            "Sit where no one can hear you.",
        ),
        OS.WINDOWS: (
            "Use a Wi-Fi that you or your team run, a cable, or your phone as a hotspot.",
            "If there is nothing else: finish the sign-in page before the call.",
            "Sit where no one can hear you.",
        ),
    },
    references=(
        Reference(
            "CISA: Guidance for Securing Video Conferencing (avoid public hotspots)",
            "https://www.cisa.gov/resources-tools/resources/guidance-securing-video-conferencing",
            "2026-11-20",
        ),
        Reference(
            "NSA: Securing Wireless Devices in Public Settings, 2021, as told by Defense Systems",
            "https://defensesystems.com/articles/2021/08/03/nsa-wifi-security.aspx?admgarea=TC_DefenseIT+",
            "2026-11-21",
        ),
        Reference(
            "HIPAA Security Rule, 45 CFR 164.312(e)(1): transmission security",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def no_captive_portal(network: Network, wifi: WifiInUse) -> Verdict:
    """On a public hotspot you share the network with strangers, and a sign-in page can cut a call or trick you."""
    if network.internet is Internet.SIGN_IN_PAGE:
        return failed("This network shows a sign-in page before it lets you on the internet: it is a public hotspot.")
    if network.link is Link.NONE:
        return not_applicable("This computer is not on a network.")
    if wifi.connected and network.link is Link.WIFI and wifi.protection in _FOR_ALL:
        return _open_to_all(wifi.ssid)
    if network.internet is Internet.WORKS:
        return passed("No sign-in page stands before the internet.")
    if network.link is Link.MOBILE:
        return passed("This computer is on a mobile network of its own.")
    return unsure("The system did not test for a sign-in page. Open a page in the browser: does one come up?")


def _open_to_all(ssid: bytes) -> Verdict:
    # A network that hides its name, or whose name the system keeps to itself, has none or only zero bytes.
    name = private(PrivateKind.NETWORK, ssid) if ssid.strip(b"\0") else ""
    message = f"The Wi-Fi {name} asks" if name else "This Wi-Fi (its name is hidden) asks"
    return failed(f"{message} for no password, as public hotspots do: strangers may be on it too.", name, Severity.LOW)
