"""Facts about what the machine tells, shows or leaves open: location, devices, recorders, folders, keyring."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import Fact


@dataclass(frozen=True, kw_only=True)
class LocationServices(Fact):
    """Whether apps may ask the desktop where this machine is."""

    desktop: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class PrivacySwitches(Fact):
    """The desktop's own switches for camera and microphone. Only apps that ask the desktop obey them."""

    desktop: str
    camera_on: bool
    microphone_on: bool


class RecorderKind(Enum):
    """What a running program can do to a private session."""

    SCREEN = "records the screen"
    SOUND = "records sound"
    REMOTE = "shares this screen with another computer"


@dataclass(frozen=True)
class Recorder:
    """A program that runs now; ``always`` marks one that runs whenever it is installed, used or not."""

    program: str
    kind: RecorderKind
    always: bool = False


@dataclass(frozen=True, kw_only=True)
class RecordingPrograms(Fact):
    """Programs that record or share, and what is set to share.

    ``sharing`` names desktop settings that let others see the screen; ``open_sharing`` those that
    ask for no password. ``listening`` are programs that take sound from a microphone right now.
    ``unseen`` says in words what could not be looked at, ``more`` in a sentence what would show it.
    """

    running: tuple[Recorder, ...]
    sharing: tuple[str, ...] = ()
    open_sharing: tuple[str, ...] = ()
    listening: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    more: str = "Run this in a terminal window on the desktop, without sudo."


@dataclass(frozen=True)
class Folder:
    """A folder in somebody's home. ``mode`` is the permission bits; with ``shared_group`` others are in its group."""

    path: str
    mode: int
    owner: int
    shared_group: bool = False


@dataclass(frozen=True)
class Home:
    """A person's home folder and the private folders in it that could be looked at."""

    account: str
    uid: int
    home: Folder
    inside: tuple[Folder, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PrivateFolders(Fact):
    """The homes of the account asked about, or of all people. ``hidden`` counts homes that could not be seen."""

    homes: tuple[Home, ...]
    hidden: int = 0


class KeyringForm(Enum):
    """How a file keeps passwords."""

    ENCRYPTED = "encrypted"
    CLEAR = "in clear text"
    WALLET = "encrypted, perhaps with an empty password"
    UNRECOGNISED = "in a form PeerKit does not know"


@dataclass(frozen=True)
class KeyringFile:
    """A file in which a program of the desktop keeps passwords. Only its first bytes were looked at."""

    path: str
    form: KeyringForm


@dataclass(frozen=True, kw_only=True)
class Keyring(Fact):
    """Where passwords are kept for the account asked about, or for all people.

    ``service`` is the program that hands them out now, empty where none was seen. ``hidden`` counts
    homes that could not be looked at.
    """

    files: tuple[KeyringFile, ...]
    service: str = ""
    hidden: int = 0


@dataclass(frozen=True, kw_only=True)
class QuietMode(Fact):
    """Whether messages are kept from popping up on the screen. ``gap`` says what of it could not be seen."""

    on: bool
    gap: str = ""
