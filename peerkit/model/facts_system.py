"""Facts about the system: firewall, open ports, updates, restarts, support, and how it starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from peerkit.model.facts import Fact


class Inbound(Enum):
    """What happens to a connection from outside that nothing here asked for."""

    DENIED = "denied unless let in by name"
    ALLOWED = "let in"
    UNUSED = "not in use"


@dataclass(frozen=True, kw_only=True)
class Firewall(Fact):
    """What the firewall does with strangers, for each kind of address.

    ``openings`` are the ports and services it lets in beyond what its maker does; None where this
    account may not see them, and ``more`` says what would show them. ``reachable`` counts the services that
    listen beyond this machine; None where that could not be seen.
    """

    name: str
    ipv4: Inbound
    ipv6: Inbound
    openings: tuple[str, ...] | None = ()
    reachable: int | None = None
    more: str = "What it lets in can be seen with sudo."


@dataclass(frozen=True, order=True)
class Listener:
    """A port that waits for others. ``protocol`` is tcp or udp; ``address`` is the local one.

    ``shut`` is true where it is known that a firewall lets no stranger in to it.
    """

    port: int
    protocol: str
    address: str
    shut: bool = False


@dataclass(frozen=True, kw_only=True)
class ListeningPorts(Fact):
    """Ports that wait on an address other machines can send to."""

    listeners: tuple[Listener, ...]


class UpdateMode(Enum):
    """How updates come to be installed."""

    INSTALLS = "installed by themselves"
    OFF = "not installed by themselves"
    BY_HAND = "meant to be installed by hand"


@dataclass(frozen=True, kw_only=True)
class AutomaticUpdates(Fact):
    """Whether updates install themselves. ``reason`` says in words what is missing where they do not."""

    tool: str
    mode: UpdateMode
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RestartPending(Fact):
    """Whether updates wait for a restart. ``packages`` asked for it, where that is known."""

    needed: bool
    packages: tuple[str, ...] = ()


class SecureBootState(Enum):
    """Whether the firmware checks who signed what it starts."""

    ON = "on"
    OFF = "off"
    NO_UEFI = "not started by UEFI firmware"


@dataclass(frozen=True, kw_only=True)
class SecureBoot(Fact):
    """Whether Secure Boot was on when this machine started."""

    state: SecureBootState


class Listing(Enum):
    """What PeerKit's dated list says of a release."""

    DATED = "an end is known"
    ROLLING = "a rolling release has no end"
    NEWER = "newer than the list"
    UNKNOWN = "not in the list"


@dataclass(frozen=True, kw_only=True)
class OsSupport(Fact):
    """Until when this release of the operating system gets security updates.

    ``ends`` is the maker's last day for everybody, ``longer`` the last day from ``longer_by``;
    ``longer_needs`` is what one must have for that, empty where it is for all. ``as_of`` is the
    day of the list, ``today`` the day on the machine.
    """

    name: str
    listing: Listing
    today: date
    as_of: str = ""
    ends: date | None = None
    longer: date | None = None
    longer_by: str = ""
    longer_needs: str = ""


class Guarding(Enum):
    """What the guard against harmful programs does."""

    ON = "on"
    OFF = "off"
    POOR = "on, but not in order"
    NONE = "there is none, as is usual here"


@dataclass(frozen=True, kw_only=True)
class MalwareGuard(Fact):
    """The system's guard against harmful programs, or that of another maker that takes its place."""

    name: str
    state: Guarding
