"""Whether networks can follow this machine by its hardware address."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_wifi import AddressPolicy, SavedWifi
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private

_MOST_NAMES = 5


@check(
    title="Wi-Fi networks see a made-up hardware address",
    family=Family.WIFI,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "GNOME: Settings, Wi-Fi, the gear beside the name, Identity, Cloned Address: choose Random or Stable.",
            "KDE: System Settings, Wi-Fi & Networking, the network, Wi-Fi tab, Cloned MAC address: Random.",
            "For IT staff: set wifi.cloned-mac-address=stable under [connection] in /etc/NetworkManager/conf.d.",
        ),
        OS.MACOS: (
            "Open System Settings, Wi-Fi, Details beside the name. Set Private Wi-Fi address to Rotating or Fixed.",
            "Is it not there? It came with macOS 15: update macOS if this Mac can.",
        ),
        OS.WINDOWS: (
            "Open Settings, Network & internet, Wi-Fi, and switch on Random hardware addresses.",
            "For a network named here: choose Manage known networks, pick it, and switch it on there too.",
        ),
    },
    references=(
        Reference(
            "RFC 9724: State of Affairs for Randomized and Changing MAC Addresses",
            "https://www.rfc-editor.org/info/rfc9724/",
            "2026-11-21",
        ),
        Reference(
            "RFC 9797: Randomized and Changing MAC Addresses: Context, Network Impacts, and Use Cases",
            "https://www.rfc-editor.org/info/rfc9797/",
            "2026-11-21",
        ),
    ),
)
def wifi_address_random(saved: SavedWifi) -> Iterator[Verdict]:
    """The built-in address never changes. Shops, cafes and clinics can tell by it that you came back, and when."""
    plain = [network for network in saved.guests if network.address is AddressPolicy.BUILT_IN]
    unclear = [network for network in saved.guests if network.address is None]
    if plain:
        names = [private(PrivateKind.NETWORK, network.ssid) for network in plain]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        yield failed(f"These networks see this computer's built-in address: {', '.join(names[:_MOST_NAMES])}{more}.")
    elif len(saved.guests) > len(unclear):
        yield passed(f"Saved networks that see a made-up address: {len(saved.guests) - len(unclear)}.")
    if unclear:
        yield unsure(f"Saved networks for which no setting tells which address they see: {len(unclear)}.")
    if saved.blind_spot:
        yield unsure(saved.blind_spot)
    elif not saved.guests:
        yield not_applicable("No Wi-Fi network is saved on this computer.")
