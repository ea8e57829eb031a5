"""Whether saved Wi-Fi passphrases stand up to guessing."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import PassphraseGrade, SavedNetwork, SavedWifi, SecretKept
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_WEAK = {
    PassphraseGrade.SHORT: "has fewer than 12 characters",
    PassphraseGrade.DIGITS: "is made of digits alone, and too few of them",
    PassphraseGrade.NAME: "is close to the network's name",
    PassphraseGrade.MAKER: "looks like the one that came with the router",
    PassphraseGrade.GUESSABLE: "is easy to guess",
}
_SHARED = (
    WifiProtection.WPA,
    WifiProtection.WPA2_TKIP,
    WifiProtection.WPA_WPA2,
    WifiProtection.WPA2,
    WifiProtection.WPA2_WPA3,
    WifiProtection.WPA3,
)
_ELSEWHERE = (SecretKept.KEYRING, SecretKept.ASKED, SecretKept.ENCRYPTED, SecretKept.NONE)


@check(
    title="Saved Wi-Fi passphrases are strong",
    family=Family.WIFI,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Is it your network? In the router's settings choose a new Wi-Fi password.",
            "Take five or more unrelated words: 20 or more characters.",
            "Then join it anew on each of your devices.",
            "Is it not yours? Forget it when you no longer need it, or tell the person who runs it.",
        ),
        OS.MACOS: (
            "Is it your network? In the router's settings choose a new Wi-Fi password.",
            "Take five or more unrelated words: 20 or more characters.",
            "Then join it anew on each of your devices.",
        ),
        OS.WINDOWS: (
            "Is it your network? In the router's settings choose a new Wi-Fi password.",
            "Take five or more unrelated words: 20 or more characters.",
            "Then join it anew on each of your devices.",
        ),
    },
    references=(
        Reference(
            "NSA: Best Practices for Securing Your Home Network, 2023, as told by Cloud7 (20 characters or more)",
            "https://cloud7.news/security/best-practices-for-securing-your-home-network-according-to-the-nsa/",
            "2026-11-21",
        ),
        Reference(
            "Lim and others: False Sense of Security on Protected Wi-Fi Networks, 2025",
            "https://arxiv.org/html/2501.13363v1",
            "2026-11-21",
        ),
        Reference(
            "Lorente, Meijer, Verdult: Scrutinizing WPA2 Password Generating Algorithms in Wireless Routers",
            "https://midnightblue.nl/research/scrutinizing-wpa2-password-generating-algorithms-in-wireless-routers",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: length first, no common or expected passwords",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-20",
        ),
    ),
)
def wifi_passphrases_strong(saved: SavedWifi) -> Iterator[Verdict]:
    """Who records you joining a Wi-Fi can guess its password at home, as fast as they like. Length stops them."""
    shared = [network for network in saved.networks if network.protection in _SHARED]
    for network in shared:
        if network.grade in _WEAK:
            name = private(PrivateKind.NETWORK, network.ssid)
            yield failed(f"The passphrase of the saved Wi-Fi {name} {_WEAK[network.grade]}.", name)
    strong = sum(network.grade is PassphraseGrade.STRONG for network in shared)
    if strong:
        yield passed(f"Saved passphrases that are strong: {strong}.")
    yield from _unjudged(shared, saved)
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif not shared:
        yield not_applicable("No saved Wi-Fi network has a passphrase.")


def _unjudged(shared: list[SavedNetwork], saved: SavedWifi) -> Iterator[Verdict]:
    """What cannot be judged, counted by the reason why."""
    elsewhere = sum(network.grade is None and network.kept in _ELSEWHERE for network in shared)
    unseen = sum(network.grade is None and network.kept not in _ELSEWHERE for network in shared)
    ready = sum(network.grade in (PassphraseGrade.KEY, PassphraseGrade.UNJUDGED) for network in shared)
    if unseen:
        yield unsure(f"Passphrases that only the administrator may see: {unseen}. {saved.more}".rstrip())
    if elsewhere:
        told = f"Passphrases that lie in a keyring, are encrypted, or are asked for each time: {elsewhere}."
        yield unsure(f"{told} {saved.sealed}".rstrip())
    if ready:
        yield unsure(f"Passphrases saved in a form that does not show how strong they are: {ready}.")
