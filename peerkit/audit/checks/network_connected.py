"""Whether the internet works, as far as the system itself has checked."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import Internet, Link, Network
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure

_LINKS = {Link.CABLE: "a cable", Link.WIFI: "Wi-Fi", Link.MOBILE: "mobile data", Link.OTHER: "a network"}
_REASONS = {
    Internet.SIGN_IN_PAGE: "but a sign-in page stands before the internet.",
    Internet.LIMITED: "but you can reach only part of the network, not the internet.",
    Internet.NONE: "but the internet does not answer.",
}
_OTHER_WAY = "Still no internet? Call by phone, or use your phone as a hotspot."


@check(
    title="The internet works",
    family=Family.SESSION,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Open the menu at the top right (GNOME) or the network sign (KDE), and join your Wi-Fi or plug in a cable.",
            "Is there a sign-in page? Open your web browser and sign in there.",
            _OTHER_WAY,
        ),
        OS.MACOS: (
            "Click the Wi-Fi sign in the menu bar, and join your Wi-Fi or plug in a cable.",
            "Is there a sign-in page? Open Safari and sign in there.",
            _OTHER_WAY,
        ),
        OS.WINDOWS: (
            "Click the network sign in the task bar, and join your Wi-Fi or plug in a cable.",
            "Is there a sign-in page? Open your web browser and sign in there.",
            _OTHER_WAY,
        ),
    },
    references=(
        Reference(
            "NetworkManager: what each answer of its connectivity check means",
            "https://valadoc.org/libnm/NM.ConnectivityState.html",
            "2026-11-21",
        ),
    ),
)
def network_connected(network: Network) -> Verdict:
    """A call needs the internet. It is kind to find out before the person waits for you."""
    if network.link is Link.NONE:
        return failed("This computer is not joined to any network.")
    link = _LINKS[network.link]
    if network.internet is Internet.WORKS:
        return passed(f"You are on {link}, and the internet works.")
    if network.internet is Internet.UNTESTED:
        return unsure(
            f"You are on {link}. This computer did not test the internet, and PeerKit never goes online to test it. "
            "Open a web page to see that it works."
        )
    return failed(f"You are on {link}, {_REASONS[network.internet]}")
