"""Facts about the Wi-Fi networks a machine has saved, and about those in reach now.

A saved passphrase is never part of a fact: only how strong it is, and a tag that is equal for equal
passphrases of one run. Where two profiles save one network, the weaker answer counts; enums are
therefore declared weakest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import Fact, WifiProtection


class WifiRole(Enum):
    """What this machine is in the network."""

    AD_HOC = "one of several machines without an access point"
    GUEST = "a guest of an access point"
    HOTSPOT = "the access point itself"


class AddressPolicy(Enum):
    """Which hardware address the network gets to see."""

    BUILT_IN = "the built-in address"
    TYPED = "an address someone typed in"
    PER_NETWORK = "one made up for this network"
    PER_VISIT = "a new one each time"


class ServerProof(Enum):
    """What an enterprise network's server must prove before it gets the log-in."""

    NOTHING = "nothing"
    NOTHING_BUT_NO_PASSWORD = "nothing, but it gets no password either"
    ANY_KNOWN_SERVER = "a certificate of any public authority, for any name"
    UNCLEAR = "PeerKit cannot tell"
    CERTIFICATE = "a certificate of the network's own authority, or for its own name"
    NOT_NEEDED = "the log-in method proves both sides without a certificate"


class SecretKept(Enum):
    """Where the passphrase of a saved network lies."""

    ON_DISK = "in a file of the system"
    ENCRYPTED = "encrypted, in a file of the system"
    KEYRING = "in the keyring of an account"
    ASKED = "nowhere: it is asked for each time"
    NONE = "there is none"


class PassphraseGrade(Enum):
    """How well a Wi-Fi passphrase stands up to guessing."""

    SHORT = "short"
    DIGITS = "only digits"
    NAME = "close to the network's name"
    MAKER = "like those that makers of routers print on the box"
    GUESSABLE = "easy to guess"
    UNJUDGED = "not judged"
    KEY = "a key that was made from a passphrase"
    STRONG = "strong"


@dataclass(frozen=True, kw_only=True)
class SavedNetwork:
    """One saved network, as all the profiles that save it have it together.

    ``ssid`` is the name as raw bytes. ``protection`` is the weakest the profile lets in. None means
    not known: ``grade`` where no passphrase was at hand, ``address`` where no setting tells,
    ``management_frames`` where the default counts, ``server`` where it is no enterprise network.
    ``alike`` is equal for equal passphrases. ``last_used`` is in seconds since 1970.
    """

    ssid: bytes
    protection: WifiProtection
    joins_itself: bool = True
    hidden: bool = False
    role: WifiRole = WifiRole.GUEST
    address: AddressPolicy | None = None
    management_frames: bool | None = None
    server: ServerProof | None = None
    kept: SecretKept | None = None
    grade: PassphraseGrade | None = None
    alike: str = ""
    last_used: int | None = None
    stores: tuple[str, ...] = ()


@dataclass(frozen=True)
class SecretFile:
    """A file that saves networks. ``mode`` and ``owner`` are the permission bits and the owner's number.

    ``secret`` says whether a secret lies in it, None where this account may not look; ``needless``
    whether one lies there that nothing needs. ``loose_folder`` is true when others may write to the folder.
    """

    path: str
    mode: int
    owner: int
    secret: bool | None
    needless: bool = False
    loose_folder: bool = False


@dataclass(frozen=True)
class Unseen:
    """Saved networks that could not be looked at: what, why, and what would show them."""

    what: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class SavedWifi(Fact):
    """All saved networks that could be seen, the files they lie in, and what could not be seen.

    ``more`` says in a sentence what shows this account more; empty where nothing does. ``sealed`` says the same of
    passphrases that the system keeps sealed or in a keyring.
    """

    networks: tuple[SavedNetwork, ...] = ()
    files: tuple[SecretFile, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    more: str = "Run again with sudo."
    sealed: str = ""

    @property
    def guests(self) -> tuple[SavedNetwork, ...]:
        """The networks this machine joins, not those it offers to others."""
        return tuple(network for network in self.networks if network.role is not WifiRole.HOTSPOT)

    @property
    def blind_spot(self) -> str:
        """What could not be looked at, and what would show it, in a sentence or two; empty when all was seen."""
        if not self.unseen:
            return ""
        parts = "; ".join(f"{entry.what} ({entry.reason})" for entry in self.unseen)
        hints = " ".join(dict.fromkeys(entry.hint for entry in self.unseen if entry.hint))
        return f"Not looked at: {parts}. {hints}".rstrip()


@dataclass(frozen=True)
class NearbyPoint:
    """An access point in reach: the name it sends as raw bytes, and how it is protected."""

    ssid: bytes
    protection: WifiProtection


@dataclass(frozen=True, kw_only=True)
class WifiNearby(Fact):
    """The access points of the system's last scan. PeerKit never starts a scan."""

    points: tuple[NearbyPoint, ...] = ()
