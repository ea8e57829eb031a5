"""Words close to the owner, which a guesser tries first: names, birthdays in every spelling, towns, pets, sites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from peerkit.audit.passwords.birthdays import read_birthdays, spellings
from peerkit.model.facts_passwords import PersonalKind
from peerkit.model.settings import PersonalDetails

Word = tuple[PersonalKind, str]
# A password leans on such words when fewer characters than these are left beside them; the rule is our own.
SHORTEST_REST = 8
_SHORTEST_WORD = 3
# What is longer does not lean on a few words; only its start is looked through.
_LONGEST = 500
# Three letters or four digits turn up by chance: they count only where they stand alone.
_BY_CHANCE = 3
_DAY_BY_CHANCE = 4
_LONGEST_SUFFIX = 3
_LOOKALIKES = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "+": "t"}
# One sign stands for two letters: both are tried.
_UNDONE = tuple(str.maketrans(_LOOKALIKES | {"1": one}) for one in "il")
# Parts of addresses that name nobody.
_GENERIC = frozenset((
    "www", "com", "org", "net", "edu", "gov", "mil", "int", "info", "app", "dev", "http", "https", "login",
    "signin", "account", "accounts", "auth", "secure", "web", "mail", "my", "id", "sso", "portal", "android",
    "ios", "the", "and", "co", "uk", "us", "es", "mx", "ca", "de", "fr", "eu", "io", "me", "tv",
))  # fmt: skip
_ADDRESS = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:/{0,2})?(?:[^/@]*@)?([^/:?#]*)")


@dataclass(frozen=True)
class Personal:
    """Personal words by kind, folded. They are as private as a password: they do not print."""

    words: tuple[Word, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def starts(self) -> dict[str, list[Word]]:
        """The words by their first characters: a birthday alone has hundreds of spellings."""
        found: dict[str, list[Word]] = {}
        for kind, word in self.words:
            found.setdefault(word[:_SHORTEST_WORD], []).append((kind, word))
        return found


@dataclass(frozen=True)
class Hit:
    """A personal word inside a password: its kind, and which of the folded password's characters it covers."""

    kind: PersonalKind
    word: str = field(repr=False)
    start: int


def personal_words(details: PersonalDetails, organisation: str = "") -> Personal:
    """What a person told of themselves, in every form a password may hold.

    A birthday is written as in ``read_birthdays``; one that is no day is taken as a plain word.
    """
    kinds = (
        (PersonalKind.NAME, details.names),
        (PersonalKind.PET, details.pets),
        (PersonalKind.TOWN, details.towns),
        (PersonalKind.ORGANISATION, (organisation,)),
        (PersonalKind.OTHER, details.other),
    )
    words = [(kind, part) for kind, texts in kinds for text in texts for part in _parts(text)]
    for typed in details.birthdays:
        days = read_birthdays(typed)
        found = [spelled for day in days for spelled in spellings(day)] or list(_parts(typed))
        words += [(PersonalKind.BIRTHDAY, text) for text in found]
    return Personal(tuple(dict.fromkeys(words)))


def words_of_entry(title: str, site: str, user: str) -> Personal:
    """The words that an account brings along: its user name, its site and its title."""
    # Of an e-mail address, only what stands before the @ is the owner's own.
    account = [fold(user).strip(), *_parts(user.partition("@")[0])]
    name = _host(site).rpartition(".")[0] or site
    about = [part for text in (name, title) for part in _parts(text) if part not in _GENERIC]
    found = [
        (PersonalKind.ACCOUNT_NAME, part) for part in account if len(part) >= _SHORTEST_WORD and part not in _GENERIC
    ]
    return Personal(tuple(dict.fromkeys([*found, *((PersonalKind.SITE, part) for part in about)])))


def domain(site: str) -> str:
    """The part of an address that is one owner's: "mail.example.org" and "example.org/login" are both "example.org".

    Without a list of public suffixes this is a guess: a short last part but one ("co.uk") counts as a suffix.
    """
    host = _host(site)
    if not re.search(r"[^\d.]", host):
        return host
    # An app's name is an address the wrong way round: com.example.app.
    parts = host.split(".")[::-1] if site.casefold().startswith("android") else host.split(".")
    keep = 3 if len(parts) > 2 and len(parts[-2]) <= _LONGEST_SUFFIX else 2
    return ".".join(parts[-keep:])


def _host(site: str) -> str:
    match = _ADDRESS.match(site.casefold())
    return match[1] if match else ""


def hits(password: str, personal: Personal) -> tuple[Hit, ...]:
    """Every personal word inside a password, look-alike signs undone, forwards and backwards."""
    folded = fold(password[:_LONGEST])
    found: dict[Hit, None] = {}
    for form in dict.fromkeys((folded, *(folded.translate(table) for table in _UNDONE))):
        found |= dict.fromkeys(_hits(form, personal))
        for hit in _hits(form[::-1], personal):
            found[Hit(hit.kind, hit.word, len(form) - hit.start - len(hit.word))] = None
    return tuple(found)


def leans_on(password: str, found: Iterable[Hit]) -> tuple[PersonalKind, ...]:
    """The kinds of personal words a password is built on, when little is left of it beside them; else none."""
    covered = bytearray(len(fold(password)))
    held = set()
    for hit in found:
        held.add(hit.kind)
        covered[hit.start : hit.start + len(hit.word)] = b"\1" * len(hit.word)
    if not held or covered.count(0) >= SHORTEST_REST:
        return ()
    return tuple(kind for kind in PersonalKind if kind in held)


def _hits(form: str, personal: Personal) -> Iterator[Hit]:
    for start in range(len(form) - _SHORTEST_WORD + 1):
        for kind, word in personal.starts.get(form[start : start + _SHORTEST_WORD], ()):
            if form.startswith(word, start) and (not _by_chance(word, kind) or _alone(word, form, start)):
                yield Hit(kind, word, start)


def fold(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _parts(text: str) -> Iterator[str]:
    """A text whole, its words run together, and each of its words."""
    folded = fold(text)
    words = re.findall(r"[^\W_]+", folded)
    for part in (folded.strip(), "".join(words), *words):
        if len(part) >= _SHORTEST_WORD:
            yield part


def _by_chance(word: str, kind: PersonalKind) -> bool:
    return len(word) <= (_DAY_BY_CHANCE if kind is PersonalKind.BIRTHDAY else _BY_CHANCE)


def _alone(word: str, form: str, start: int) -> bool:
    before, after = form[start - 1 : start], form[start + len(word) : start + len(word) + 1]
    same = str.isdigit if word.isdigit() else str.isalpha
    return not same(before) and not same(after)
