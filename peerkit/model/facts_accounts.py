"""Facts about accounts: how they are entered, what guards their passwords, what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import Fact


@dataclass(frozen=True)
class LetIn:
    """An account that is logged in without a question. ``waits`` is true where a countdown runs first.

    ``account`` is empty for a guest of no name.
    """

    account: str
    by: str
    waits: bool = False


@dataclass(frozen=True, kw_only=True)
class AutomaticLogin(Fact):
    """Accounts that the log-in screen in use, or a text console, opens by itself after a start.

    ``screen`` is the log-in screen's name, empty where there is none.
    """

    screen: str
    let_in: tuple[LetIn, ...]


@dataclass(frozen=True, kw_only=True)
class GuestAccess(Fact):
    """Whether strangers are offered a session of their own.

    ``session`` is the log-in screen's guest session; ``accounts`` are accounts made for guests
    that can be logged in to.
    """

    screen: str
    session: bool
    accounts: tuple[str, ...] = ()


class Scheme(Enum):
    """How a password is kept, best first."""

    YESCRYPT = "yescrypt"
    GOST_YESCRYPT = "gost-yescrypt"
    SCRYPT = "scrypt"
    BCRYPT = "bcrypt"
    SHA512 = "sha512crypt"
    SHA256 = "sha256crypt"
    SUNMD5 = "sunmd5"
    MD5 = "md5crypt"
    BSDI = "bsdicrypt"
    NT = "nt"
    DES = "descrypt"
    CLEAR = "clear"
    NONE = "none"
    IMPOSSIBLE = "impossible"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True)
class StoredPassword:
    """How one account's password is kept. Nothing of the password or its hash is here."""

    account: str
    scheme: Scheme
    locked: bool = False


@dataclass(frozen=True, kw_only=True)
class StoredPasswords(Fact):
    """How the password of every account of this machine is kept."""

    passwords: tuple[StoredPassword, ...]


@dataclass(frozen=True, kw_only=True)
class EmptyPasswords(Fact):
    """Where an empty password would be let through, and which accounts have one.

    ``services`` are log-in services whose rules accept it; ``accounts`` have an empty password;
    ``hidden`` counts the accounts of people whose state could not be seen. ``rule`` names what lets it through.
    """

    services: tuple[str, ...]
    accounts: tuple[str, ...]
    hidden: int = 0
    rule: str = "nullok"


@dataclass(frozen=True, kw_only=True)
class PasswordRules(Fact):
    """What a new password must be like. ``module`` asks for it.

    ``shortest`` is the least number of characters; None where no limit is set. ``kinds`` is how many
    kinds of characters it must mix, which guides nothing today. ``enforced`` is false where a bad
    password only brings a warning; ``dictionary`` whether words from a dictionary are refused.
    """

    module: str
    shortest: int | None
    kinds: int = 0
    enforced: bool = True
    dictionary: bool = False


@dataclass(frozen=True, kw_only=True)
class Lockout(Fact):
    """What follows on wrong passwords. ``module`` is empty where nothing counts them.

    ``works`` is false where the module stands in the rules but cannot act as it does; ``tries`` is
    how many wrong passwords lock the account, 0 for never; ``seconds`` how long, None until someone
    unlocks it. ``remote`` says whether this machine lets people log in over the network.
    """

    service: str
    module: str
    works: bool = False
    tries: int = 0
    seconds: int | None = None
    remote: bool | None = None


@dataclass(frozen=True)
class Person:
    """An account that a person can log in to. ``powers`` are groups that can take over the machine."""

    account: str
    powers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DailyAccount(Fact):
    """The account used for daily work, or every person's account where that cannot be told.

    ``known`` is true where ``people`` holds just the account that was asked about.
    """

    people: tuple[Person, ...]
    known: bool
