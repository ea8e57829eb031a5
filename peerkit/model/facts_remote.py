"""Facts about log-in over the network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import Fact


class SshState(Enum):
    """Whether the SSH server lets people knock."""

    ABSENT = "not installed"
    OFF = "installed, but neither running nor started with the system"
    ON = "running, or started with the system"
    NOT_RUNNING = "not running; whether it starts with the system could not be seen"


class RootLogin(Enum):
    """Whether the administrator ``root`` may log in over the network."""

    NO = "no"
    KEYS = "with a key only"
    YES = "yes"


@dataclass(frozen=True)
class SshRules:
    """What one part of the settings asks of those who log in.

    ``when`` is empty for everyone, else the condition as written. ``passwords`` is true where a
    password alone lets in, also one asked for by PAM; ``empty`` where it may be empty.
    """

    passwords: bool
    empty: bool
    root: RootLogin
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class RemoteLogin(Fact):
    """The SSH server. ``rules`` holds those for everyone first, then one per condition that changes them.

    ``local`` is true where it listens for this machine alone. ``rules`` is empty where the server is
    not there or off.
    """

    state: SshState
    local: bool = False
    rules: tuple[SshRules, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sharing(Fact):
    """What this machine offers to others on its network.

    ``things`` are shared, such as ``files``; ``looked_for`` could be seen, shared or not; ``unseen`` could not.
    ``more`` says in a sentence where a person finds the rest.
    """

    things: tuple[str, ...]
    looked_for: tuple[str, ...]
    unseen: tuple[str, ...] = ()
    more: str = ""
