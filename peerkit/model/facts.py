"""Facts: what is known about a machine. One frozen dataclass each, or ``Unknown`` with a reason.

Every fact carries its evidence: what was seen, and where, so that a person can check it by hand.
Durations are seconds, shares are percent, names from outside are raw bytes or text as read;
checks make them printable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


@dataclass(frozen=True)
class Evidence:
    """What was seen and the place it was seen in, such as ``NetworkManager over D-Bus``."""

    seen: str
    source: str

    def __str__(self) -> str:
        return f"{self.seen} ({self.source})"


@dataclass(frozen=True)
class Unknown:
    """It could not be found out. Never a pass and never a fail.

    ``reason`` says why; ``hint`` says what would find out, where there is a way.
    """

    reason: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Base of all facts."""

    evidence: tuple[Evidence, ...] = ()


class Link(Enum):
    """How the machine is joined to a network."""

    CABLE = "cable"
    WIFI = "wifi"
    MOBILE = "mobile"
    OTHER = "other"
    NONE = "none"


class Internet(Enum):
    """What the system itself says of the internet; PeerKit never goes online to ask."""

    WORKS = "works"
    SIGN_IN_PAGE = "sign-in page"
    LIMITED = "limited"
    NONE = "none"
    UNTESTED = "untested"


@dataclass(frozen=True, kw_only=True)
class Network(Fact):
    """The link that carries the traffic now, and whether the internet answers over it."""

    link: Link
    interface: str
    internet: Internet


class WifiProtection(Enum):
    """How a Wi-Fi network guards what is sent over it, weakest first."""

    OPEN = "open"
    WEP = "WEP"
    OWE_TRANSITION = "open half of an Enhanced Open pair"
    WPA = "WPA"
    WPA2_TKIP = "WPA2 with TKIP"
    WPA_WPA2 = "mixed WPA and WPA2"
    OWE = "Enhanced Open"
    WPA2 = "WPA2"
    WPA2_WPA3 = "WPA2 and WPA3"
    WPA3 = "WPA3"
    ENTERPRISE = "enterprise (WPA with 802.1X)"
    UNRECOGNISED = "a kind PeerKit does not know"


@dataclass(frozen=True, kw_only=True)
class WifiInUse(Fact):
    """The Wi-Fi network joined now, also beside a cable; ``connected`` is false when none is joined.

    ``ssid`` is the name as raw bytes, 0 to 32 of them, chosen by whoever runs the network.
    """

    connected: bool
    ssid: bytes = b""
    protection: WifiProtection | None = None


@dataclass(frozen=True, kw_only=True)
class TrustedWifi(Fact):
    """The names on the organisation's own list, from the settings; ``listed`` is false without a list."""

    listed: bool
    names: frozenset[bytes] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Power(Fact):
    """Battery and charger. ``percent`` is 0 to 100, ``seconds_left`` is until empty; None is not reported."""

    battery: bool
    plugged_in: bool
    percent: float | None = None
    seconds_left: int | None = None
    draining: bool = False


@dataclass(frozen=True)
class Camera:
    """One camera and the programs that hold it open."""

    name: str
    node: str
    held_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cameras(Fact):
    """Cameras the system lists; none is ever switched on to find out.

    ``switched_off`` is the system's own privacy switch. ``holders_hidden`` counts the running
    programs whose open files this account may not see.
    """

    cameras: tuple[Camera, ...]
    switched_off: bool = False
    holders_hidden: int = 0


@dataclass(frozen=True, kw_only=True)
class Microphone(Fact):
    """The microphone calls would use. ``volume`` is percent of full; None is not reported."""

    present: bool
    name: str = ""
    muted: bool = False
    volume: float | None = None
    plugged_in: bool = True


class OutputKind(Enum):
    """What the sound comes out of."""

    HEADSET = "headset"
    SPEAKER = "speaker"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Speaker(Fact):
    """The output calls would use, and what kind it is. ``volume`` is percent of full; None is not reported."""

    present: bool
    name: str = ""
    muted: bool = False
    volume: float | None = None
    kind: OutputKind = OutputKind.OTHER
    plugged_in: bool = True


class PasswordState(Enum):
    """What it takes to open this account at the log-in screen."""

    SET = "a password is set"
    NONE = "no password is set"
    NOT_ASKED = "the log-in screen does not ask for it"
    LOCKED = "password log-in is locked"


@dataclass(frozen=True, kw_only=True)
class LoginPassword(Fact):
    """Whether this account needs a password to log in. Nothing about the password itself is read."""

    account: str
    state: PasswordState


@dataclass(frozen=True, kw_only=True)
class ScreenLock(Fact):
    """When the screen locks by itself.

    ``after`` is seconds of idling until the password is needed, screen time and grace added up;
    None when it never locks by itself. ``weakness`` says in words what switches the lock off, or
    what still slips past it.
    """

    desktop: str
    after: int | None
    weakness: str = ""


@dataclass(frozen=True, kw_only=True)
class PendingUpdates(Fact):
    """Updates that wait to be installed. ``list_age`` is days since the list was last fetched.

    ``security`` counts those that close security holes; None where the system does not mark them.
    ``list_age`` is None where it cannot be seen.
    """

    count: int
    security: int | None
    list_age: float | None


@dataclass(frozen=True, kw_only=True)
class WorkPlan(Fact):
    """The hours a peer supporter set for themselves and the planned start, in local time.

    ``hours`` are spans from start to end; None when none are saved, empty on a day off.
    """

    now: datetime
    hours: tuple[tuple[datetime, datetime], ...] | None
    start_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PlatformFacts(Fact):
    """How old PeerKit's own facts about platforms are. ``newest`` is the day of the latest look."""

    newest_days: int
    stale: int
    total: int
