"""Whether two networks share one passphrase."""

import re
from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_wifi import SavedNetwork, SavedWifi, SecretKept
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

# What routers add to the name of one network for its second band or its repeater.
_BAND = re.compile(r"[\W_]*(?:(?:2[.,]?4|5|6)[\W_]*g(?:hz)?|ext|repeater)$")
_MOST_NAMES = 5
_SEALED = (SecretKept.KEYRING, SecretKept.ENCRYPTED)


@check(
    title="Each saved network has a passphrase of its own",
    family=Family.WIFI,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Is one of them yours? In its router's settings choose a new Wi-Fi password that you use nowhere else.",
            "Then join it anew on each of your devices.",
        ),
        OS.MACOS: (
            "Is one of them yours? In its router's settings choose a new Wi-Fi password that you use nowhere else.",
            "Then join it anew on each of your devices.",
        ),
        OS.WINDOWS: (
            "Is one of them yours? In its router's settings choose a new Wi-Fi password that you use nowhere else.",
            "Then join it anew on each of your devices.",
        ),
    },
    references=(
        Reference(
            "NSA: Best Practices for Securing Your Home Network, 2023, as told by Cloud7 (a strong passphrase)",
            "https://cloud7.news/security/best-practices-for-securing-your-home-network-according-to-the-nsa/",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: length first, no common or expected passwords",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-20",
        ),
    ),
)
def wifi_passphrases_unique(saved: SavedWifi) -> Iterator[Verdict]:
    """Everyone who knows the password of one place then knows it for the other too, your home included."""
    groups: dict[str, list[SavedNetwork]] = {}
    for network in saved.networks:
        if network.alike:
            groups.setdefault(network.alike, []).append(network)
    shared = [group for group in groups.values() if len({_place(network.ssid) for network in group}) > 1]
    for group in shared:
        names = list(dict.fromkeys(private(PrivateKind.NETWORK, network.ssid) for network in group))
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        yield failed(f"These saved networks share one passphrase: {', '.join(names[:_MOST_NAMES])}{more}.", names[0])
    compared = sum(map(len, groups.values()))
    if not shared and compared:
        yield passed(f"No two places share a passphrase. Passphrases compared: {compared}.")
    hidden = [network for network in saved.networks if network.kept is None and network.grade is None]
    sealed = sum(network.kept in _SEALED and not network.alike and network.server is None for network in saved.networks)
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif hidden:
        yield unsure(f"Passphrases that only the administrator may see: {len(hidden)}. {saved.more}".rstrip())
    elif sealed and compared + sealed > 1:
        told = f"Passphrases that lie in a keyring or are encrypted, so that PeerKit cannot compare them: {sealed}."
        yield unsure(f"{told} {saved.sealed}".rstrip())
    elif not compared:
        few = "only one saved Wi-Fi passphrase, so there is nothing" if sealed else "no saved Wi-Fi passphrases"
        yield not_applicable(f"There {'is' if sealed else 'are'} {few} to compare.")


def _place(ssid: bytes) -> str:
    """The name without what tells the bands of one router apart."""
    return _BAND.sub("", ssid.decode("utf-8", "surrogateescape").casefold())
