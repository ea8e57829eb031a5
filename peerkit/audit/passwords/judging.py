"""Judges stored passwords: collections go in, a fact without any secret comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from peerkit.audit.passwords import fast_guessing, guessing, nearness, often_used
from peerkit.audit.passwords.engines import Engine, Watcher
from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.guessing import LONGEST, Estimate
from peerkit.audit.passwords.labels import Labels, bare
from peerkit.audit.passwords.leaks import Leaks, Sighting
from peerkit.audit.passwords.personal import Hit, Personal, domain, hits, leans_on, words_of_entry
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.workers import Task, score_all
from peerkit.errors import NotFound
from peerkit.model.facts import Evidence
from peerkit.model.facts_passwords import (
    Leaked,
    LengthClass,
    PasswordsSeen,
    PersonalKind,
    Purpose,
    SeenPassword,
    Strength,
    Weakness,
)
from peerkit.model.facts_wifi import Unseen

# What opens everything else is held to zxcvbn's highest score, which only the reference may give.
_GUARDS_MORE = (Purpose.VAULT, Purpose.LOGIN)
_NAMES = {
    Engine.REFERENCE: "zxcvbn",
    Engine.FAST: "zxcvbn-rs-py; what lies near the line is settled by zxcvbn",
}
# NIST SP 800-63B-4, section 3.1.1.2: where it stands alone, and beside a second factor.
_ALONE, _WITH_MORE = 15, 8
# Twelve thousand characters of any kind; a file may hold a megabyte for each entry.
_LONGEST = 48_000
_Place = tuple[str, int, Entry]


def judge(
    collections: Sequence[Collection],
    personal: Personal = Personal(),  # noqa: B008  # frozen
    *,
    leaks: Leaks | None = None,
    engine: Engine = Engine.AUTO,
    progress: Watcher | None = None,
) -> PasswordsSeen:
    """Judge every password of the collections, and wipe them all, whatever happens.

    The Wi-Fi passphrases and the log-in password to compare with are entries with ``Purpose.WIFI`` and
    ``Purpose.LOGIN``. ``progress`` is called with how far the scoring is. Raises ``NotFound`` for
    ``Engine.FAST`` where it is not installed.
    """
    try:
        return _judged(collections, personal, leaks, chosen(engine), progress)
    finally:
        for collection in collections:
            collection.wipe()
        guessing.forget()


def chosen(engine: Engine) -> Engine:
    """The engine that will score. Raises ``NotFound`` for ``FAST`` where the extra is missing."""
    if engine is Engine.AUTO:
        return Engine.FAST if fast_guessing.installed() else Engine.REFERENCE
    if engine is Engine.FAST and not fast_guessing.installed():
        raise NotFound("The fast engine is not installed.", "Install it with: pip install 'peerkit[fast]'")
    return engine


@dataclass
class _Different:
    """One password, however many entries have it, and what is found out about it."""

    secret: Secret
    hits: tuple[Hit, ...] = ()
    words: dict[str, None] = field(default_factory=dict, repr=False)
    accounts: set[tuple[str, ...]] = field(default_factory=set)
    exact: bool = False
    same: int = 0
    near: int = 0


def _judged(
    collections: Sequence[Collection], personal: Personal, leaks: Leaks | None, engine: Engine, progress: Watcher | None
) -> PasswordsSeen:
    places = [(c.kind, number, entry) for c in collections for number, entry in enumerate(c.entries, 1)]
    held, unseen = _held(places)
    different, of_entry = _apart([entry for _, _, entry in held], personal)
    leaning = [_leaning(entry, different[at]) for (_, _, entry), at in zip(held, of_entry, strict=True)]
    tasks = [Task(one.secret.reveal()[:LONGEST], tuple(one.words), one.exact) for one in different]
    estimates = score_all(tasks, engine, progress)
    del tasks
    near_ways = _group(different)
    leaked, trouble = _leaked([one.secret for one in different], leaks)
    labels = Labels(one.secret for one in different)
    found = [
        _seen(kind, number, _shown(entry, labels), different[at], estimates[at], leaked[at], kinds)
        for (kind, number, entry), at, kinds in zip(held, of_entry, leaning, strict=True)
    ]
    counts = Counter(kind for kind, _, _ in held)
    return PasswordsSeen(
        evidence=tuple(
            Evidence(f"{count:,} passwords, scored by {_NAMES[engine]}", kind) for kind, count in counts.items()
        ),
        passwords=tuple(found),
        unseen=(*(found for collection in collections for found in collection.unseen), *unseen),
        engine=_NAMES[engine],
        distinct=len(different),
        empty=sum(not entry.secret for _, _, entry in places),
        unscored=sum(estimate.score is None for estimate in estimates),
        near_ways=near_ways,
        looked_up_in=(*([leaks.name] if leaks else []), often_used.list_name()),
        lookup_trouble=" ".join([*(leaks.notes if leaks else ()), *([trouble] if trouble else [])]),
        exported=tuple(dict.fromkeys(collection.kind for collection in collections if collection.exported)),
        personal_given=bool(personal),
    )


def _held(places: Sequence[_Place]) -> tuple[list[_Place], tuple[Unseen, ...]]:
    """Those that hold a password, and how many hold something too long to be one."""
    held = [place for place in places if place[2].secret and not place[2].secret.longer_than(_LONGEST)]
    long = sum(bool(entry.secret) for _, _, entry in places) - len(held)
    what = f"{long:,} {'entry' if long == 1 else 'entries'}"
    return held, (Unseen(what, f"they hold more than {_LONGEST:,} signs, which is no password", ""),) if long else ()


def _apart(entries: Sequence[Entry], personal: Personal) -> tuple[list[_Different], list[int]]:
    """Each different password once, with the owner's words in it, and for each entry the place of its own."""
    place: dict[str, int] = {}
    different: list[_Different] = []
    of_entry = []
    for entry in entries:
        text = entry.secret.reveal()
        at = place.setdefault(text, len(different))
        if at == len(different):
            found = hits(text, personal)
            different.append(_Different(entry.secret, found, dict.fromkeys(hit.word for hit in found)))
        different[at].accounts.add(_account(entry))
        different[at].exact |= entry.purpose in _GUARDS_MORE
        of_entry.append(at)
    return different, of_entry


def _leaning(entry: Entry, one: _Different) -> tuple[PersonalKind, ...]:
    """What personal words this entry's password leans on; those of its account join the words to score it with."""
    text = entry.secret.reveal()
    found = hits(text, words_of_entry(entry.title, entry.site, entry.user))
    one.words.update(dict.fromkeys(hit.word for hit in found))
    return leans_on(text, (*found, *one.hits))


def _account(entry: Entry) -> tuple[str, ...]:
    """Equal for entries of one account, as when a browser and a vault both keep it: the site's domain and the user."""
    if entry.purpose is Purpose.WIFI:
        return (Purpose.WIFI.name,)
    return (entry.purpose.name, domain(entry.site) or entry.title.casefold(), entry.user.casefold())


def _is_reuse(accounts: set[tuple[str, ...]]) -> bool:
    return len(accounts) > 1


def _group(different: Sequence[_Different]) -> tuple[tuple[str, ...], ...]:
    """Number the groups of accounts with equal and with nearly equal passwords; in what the latter differ."""
    shared = sorted((one for one in different if _is_reuse(one.accounts)), key=lambda one: -len(one.accounts))
    for number, one in enumerate(shared, 1):
        one.same = number
    ways = []
    for group in nearness.near_groups([one.secret for one in different]):
        members = [different[at] for at in group.places]
        if _is_reuse(set().union(*(one.accounts for one in members))):
            ways.append(tuple(way.value for way in nearness.Likeness if way in group.ways))
            for one in members:
                one.near = len(ways)
    return tuple(ways)


def _leaked(secrets: Sequence[Secret], leaks: Leaks | None) -> tuple[list[Leaked], str]:
    """Where each was found, and in a sentence why the file could not tell of some."""
    sightings = leaks.look_up(secrets) if leaks else [Sighting(False)] * len(secrets)
    found = []
    for secret, sighting in zip(secrets, sightings, strict=True):
        listed = Leaked.ON_LIST if often_used.often_used(secret) else None
        silent = Leaked.NOT_LOOKED if sighting.seen is None else Leaked.NOT_FOUND
        found.append(Leaked.IN_FILE if sighting.seen else listed or silent)
    reasons = Counter(sighting.reason for sighting in sightings if sighting.seen is None)
    told = [f"{count} could not be looked up in the file: {reason}." for reason, count in reasons.items()]
    return found, " ".join(told)


@dataclass(frozen=True)
class _Shown:
    """An entry, and what may be shown of its three texts; ``hidden`` where one of them may not."""

    entry: Entry
    title: str
    site: str
    user: str
    hidden: bool


def _shown(entry: Entry, labels: Labels) -> _Shown:
    own, raw = entry.secret.reveal(), (entry.title, entry.site, entry.user)
    title, site, user = (labels.safe(text, own) for text in raw)
    return _Shown(entry, title, site, user, (title, site, user) != tuple(map(bare, raw)))


def _seen(
    kind: str,
    number: int,
    shown: _Shown,
    one: _Different,
    estimate: Estimate,
    leaked: Leaked,
    personal: tuple[PersonalKind, ...],
) -> SeenPassword:
    password, entry = one.secret.reveal(), shown.entry
    return SeenPassword(
        number=number,
        source=kind,
        title=shown.title,
        site=shown.site,
        user=shown.user,
        label_hidden=shown.hidden,
        purpose=entry.purpose,
        strength=None if estimate.score is None else tuple(Strength)[estimate.score],
        magnitude=estimate.magnitude,
        length=_length(password),
        kinds=_kinds(password),
        # Its few characters are not what is wrong with a password made of the owner's words.
        weaknesses=tuple(w for w in estimate.weaknesses if not (personal and w is Weakness.FEW_CHARACTERS)),
        personal=personal,
        same=one.same,
        near=one.near,
        leaked=leaked,
        second_factor=entry.second_factor,
    )


def _length(password: str) -> LengthClass:
    """NIST SP 800-63B-4 counts each Unicode character as one (section 3.1.1.2)."""
    if len(password) >= _ALONE:
        return LengthClass.ENOUGH
    return LengthClass.UNDER_15 if len(password) >= _WITH_MORE else LengthClass.UNDER_8


def _kinds(password: str) -> int:
    """How many of small letters, capitals, digits and other signs it has: told, never judged."""
    tests = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    return sum(any(test(char) for char in password) for test in tests)
