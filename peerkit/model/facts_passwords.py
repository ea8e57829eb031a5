"""Facts about stored passwords: how each stands up to guessing and where it is used again, never what it is.

Nothing here tells a password or its exact length. Labels are raw text as the source has them; checks make them
printable and private. Enums that grade are declared worst first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import Fact
from peerkit.model.facts_wifi import Unseen
from peerkit.model.private import PrivateKind, private


class Purpose(Enum):
    """What a password opens: it decides what else it must not be equal to."""

    ACCOUNT = "an account"
    LOGIN = "the log-in to this device"
    WIFI = "a Wi-Fi network"
    VAULT = "a store of passwords"


class Strength(Enum):
    """zxcvbn's five scores, in words (github.com/dwolfhub/zxcvbn-python, README)."""

    GUESSED_FIRST = "among the first guesses"
    VERY_WEAK = "very easy to guess"
    WEAK = "easy to guess"
    GOOD = "hard to guess"
    STRONG = "very hard to guess"

    @property
    def score(self) -> int:
        """zxcvbn's score, 0 to 4."""
        return tuple(Strength).index(self)


class Attacker(Enum):
    """zxcvbn's four ways of guessing; ``value`` says who, ``rate`` how many guesses a second."""

    ONLINE_SLOWED = "a stranger at a log-in page that slows guesses down"
    ONLINE = "a stranger at a log-in page that does not"
    STOLEN_SLOW = "a thief with a stolen, well-kept password file"
    STOLEN_FAST = "a thief with a stolen, badly kept password file"

    @property
    def rate(self) -> float:
        """Guesses a second, as zxcvbn's time_estimates.py has them."""
        return (100 / 3600, 10.0, 1e4, 1e10)[tuple(Attacker).index(self)]


class HowLong(Enum):
    """How long guessing takes; ``value`` ends the sentence "to guess it takes ..."."""

    SECOND = "less than a second"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    CENTURIES = "centuries"

    @property
    def least(self) -> float:
        """The seconds from which this word is right."""
        return (0, 1, 60, 3600, 86400, 2678400, 31536000, 3153600000)[tuple(HowLong).index(self)]


class Weakness(Enum):
    """What makes a password easy to guess; ``value`` ends the sentence "This password ..."."""

    COMMON_PASSWORD = "is one that very many people use"
    COMMON_WITH_MORE = "is a very common password with a little added"
    ONE_WORD = "is one common word, or little more"
    COMMON_WORDS = "is a chain of common words"
    NAME = "is built on a first name or a family name"
    KEYBOARD = "follows keys that lie side by side"
    SEQUENCE = "counts up or down, as in abc or 123"
    REPEATED = "repeats itself"
    DATE = "holds a date"
    YEAR = "holds a year"
    LOOKALIKES = "swaps letters for look-alikes, such as 0 for o; guessing programs know these swaps"
    BACKWARDS = "has a common word spelled backwards"
    FEW_CHARACTERS = "has so few characters that all of them can be tried"


class PersonalKind(Enum):
    """Which words close to the owner a password holds; ``value`` ends the sentence "It holds ..."."""

    ACCOUNT_NAME = "the account's own name"
    SITE = "the name of the site or app"
    NAME = "a name you gave"
    BIRTHDAY = "a birthday you gave"
    TOWN = "a town you gave"
    PET = "a pet's name you gave"
    ORGANISATION = "your organisation's name"
    OTHER = "a word you gave"


class LengthClass(Enum):
    """All that is told of a length: the two lines of NIST SP 800-63B-4, section 3.1.1.2."""

    UNDER_8 = "fewer than 8 characters"
    UNDER_15 = "8 to 14 characters"
    ENOUGH = "15 characters or more"


class Leaked(Enum):
    """Whether a password turned up in lists of leaked ones."""

    IN_FILE = "in the file of leaked passwords"
    ON_LIST = "on PeerKit's list of the most common leaked passwords"
    NOT_FOUND = "in none of the lists looked at"
    NOT_LOOKED = "not looked up"


@dataclass(frozen=True, kw_only=True)
class SeenPassword:
    """One stored password, judged. ``number`` counts from 1 within ``source``, in the source's own order;
    ``source`` is PeerKit's own name for a program and a format, nothing private.

    ``title``, ``site`` and ``user`` are raw; one that would show a password, its own or another's, is left empty,
    and ``label_hidden`` is true. ``magnitude`` is n where about 10 to the n guesses find it, at most 30; ``strength``
    and ``magnitude`` are None where it was too complex to score in time. ``same`` is the number of its group of
    accounts with equal passwords, ``near`` that of its group of nearly equal ones; 0 is none, 1 is the largest. One
    account that two sources keep is not a group.
    ``second_factor`` is None where the source cannot tell.
    """

    number: int
    source: str
    title: str = ""
    site: str = ""
    user: str = ""
    label_hidden: bool = False
    purpose: Purpose = Purpose.ACCOUNT
    strength: Strength | None
    magnitude: int | None
    length: LengthClass
    kinds: int = 0
    weaknesses: tuple[Weakness, ...] = ()
    personal: tuple[PersonalKind, ...] = ()
    same: int = 0
    near: int = 0
    leaked: Leaked = Leaked.NOT_LOOKED
    second_factor: bool | None = None

    @property
    def label(self) -> str:
        """The entry as its owner knows it, marked private: its name and its user, or its place in its source.

        Where a part may not be shown, the place comes first, and then what is left.
        """
        kind = PrivateKind.NETWORK if self.purpose is Purpose.WIFI else PrivateKind.ACCOUNT
        name = self.title or self.site
        if self.label_hidden or not (name or self.user):
            left = f" ({private(kind, name or self.user)})" if name or self.user else ""
            return f"entry {self.number} of {self.source}{left}"
        if self.user and self.user != name:
            name = f"{name} ({self.user})" if name else self.user
        return private(kind, name)

    @property
    def opens_everything(self) -> bool:
        """Whether it guards more than one account: the device, or a store of passwords."""
        return self.purpose in (Purpose.LOGIN, Purpose.VAULT)

    def how_long(self, attacker: Attacker) -> HowLong | None:
        """How long this attacker needs; None where the password was not scored."""
        if self.magnitude is None:
            return None
        seconds = 10.0**self.magnitude / attacker.rate
        return next(word for word in reversed(HowLong) if seconds >= word.least)


@dataclass(frozen=True, kw_only=True)
class PasswordsSeen(Fact):
    """All stored passwords that could be read, judged, and what could not be read.

    ``engine`` names what scored them. ``distinct`` counts different passwords, ``empty`` entries without one,
    ``unscored`` those too complex to score quickly. ``near_ways`` says for each group of nearly equal passwords, in
    the order of their numbers, what its members differ in. ``looked_up_in`` names the lists of leaked passwords that
    were searched; ``lookup_trouble`` says why one could not be, or not to the end. ``exported`` names the
    sources that are clear-text files to be deleted, ``keyring_asked`` whether the system's keyring was among the
    sources. ``personal_given`` tells whether any word about the owner
    was given.
    """

    passwords: tuple[SeenPassword, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    engine: str = ""
    distinct: int = 0
    empty: int = 0
    unscored: int = 0
    near_ways: tuple[tuple[str, ...], ...] = ()
    looked_up_in: tuple[str, ...] = ()
    lookup_trouble: str = ""
    exported: tuple[str, ...] = ()
    personal_given: bool = False
    keyring_asked: bool = True


def named(passwords: Iterable[SeenPassword], most: int = 5) -> str:
    """The labels of some entries in one phrase, at most so many of them, each once."""
    labels = list(dict.fromkeys(password.label for password in passwords))
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return ", ".join(labels[:most]) + more


class BackendKind(Enum):
    """What becomes of a password handed to a keyring back-end."""

    PLAIN_TEXT = "writes passwords down as plain text"
    FORGETS = "keeps nothing"
    MISSING = "no keyring works in this session"
    UNRECOGNISED = "a back-end PeerKit does not know"
    ENCRYPTED_FILE = "an encrypted file"
    SYSTEM = "the system's own password store"


@dataclass(frozen=True, kw_only=True)
class KeyringSafety(Fact):
    """The back-end that programs get when they ask for "the keyring"; ``name`` is as the library names it."""

    name: str
    kind: BackendKind
