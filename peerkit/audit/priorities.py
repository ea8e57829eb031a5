"""Puts what was seen of stored passwords in order: the ten things to do first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peerkit.model.facts_passwords import (
    Attacker,
    Leaked,
    LengthClass,
    PasswordsSeen,
    Purpose,
    SeenPassword,
    Strength,
    Weakness,
)
from peerkit.model.priority import MOST, Priority

_LEAKED = (Leaked.IN_FILE, Leaked.ON_LIST)
_NAMED = 3
_MOST_WRONG = 3
# A stolen file of a site is the worst that happens to an account's password; what guards a device, a network or a
# vault is kept better than that, and guessed from what a thief carries home.
_ATTACKERS = {Purpose.ACCOUNT: Attacker.STOLEN_FAST}
_STEPS = {
    Purpose.ACCOUNT: "Change it there first. For a new one: peerkit audit passphrase.",
    Purpose.LOGIN: "Choose a new log-in password. For one that is easy to type: peerkit audit passphrase.",
    Purpose.WIFI: "Is the network yours? Set a new passphrase in its router, then join anew: peerkit audit passphrase.",
    Purpose.VAULT: "Change the password of the store itself, before any in it: peerkit audit passphrase.",
}


def first_things(seen: PasswordsSeen) -> tuple[Priority, ...]:
    """At most ten, the most pressing first. Accounts that share one password are one entry."""
    pressing = [group for group in _groups(seen.passwords) if _wrong(group)]
    return tuple(_priority(group) for group in sorted(pressing, key=_urgency)[:MOST])


def _groups(passwords: Iterable[SeenPassword]) -> Iterator[Sequence[SeenPassword]]:
    shared: dict[int, list[SeenPassword]] = {}
    for password in passwords:
        if password.same:
            shared.setdefault(password.same, []).append(password)
        else:
            yield (password,)
    yield from shared.values()


def _urgency(group: Sequence[SeenPassword]) -> tuple[object, ...]:
    one = group[0]
    return (
        not any(password.leaked in _LEAKED for password in group),
        one.strength.score if one.strength and one.strength.score < Strength.GOOD.score else Strength.GOOD.score,
        # What opens everything else comes before what opens one thing.
        not any(password.opens_everything for password in group),
        -len(group),
        not one.personal,
        one.length is LengthClass.ENOUGH,
        one.magnitude if one.magnitude is not None else 0,
        one.source,
        one.number,
    )


def _wrong(group: Sequence[SeenPassword]) -> tuple[str, ...]:
    """What is wrong with the password a group shares, the gravest first."""
    one = group[0]
    found = [password.leaked for password in group if password.leaked in _LEAKED]
    texts = [f"It is {found[0].value}, and so guessed within seconds."] if found else []
    if len(group) > 1:
        texts.append(_shared(group))
    texts += [f"It holds {kind.value}." for kind in one.personal]
    # Why a leaked one is weak no longer matters.
    weak = not found and one.strength is not None and one.strength.score < Strength.GOOD.score
    if weak:
        texts += [f"It {weakness.value}." for weakness in one.weaknesses if weakness is not Weakness.FEW_CHARACTERS]
    if one.length is LengthClass.UNDER_8:
        texts.append("It has fewer than 8 characters.")
    elif weak and one.length is LengthClass.UNDER_15:
        texts.append("It has fewer than 15 characters.")
    if one.near:
        texts.append("It is nearly the same as another one.")
    if weak and not texts:
        texts.append("It is easy to guess.")
    return tuple(texts[:_MOST_WRONG])


def _shared(group: Sequence[SeenPassword]) -> str:
    kinds = {password.purpose for password in group}
    for purpose in (Purpose.LOGIN, Purpose.WIFI, Purpose.VAULT):
        if purpose in kinds and len(kinds) > 1:
            return f"It also opens {purpose.value}."
    return f"{len(group)} accounts share it."


def _priority(group: Sequence[SeenPassword]) -> Priority:
    one = group[0]
    attacker = _ATTACKERS.get(one.purpose, Attacker.STOLEN_SLOW)
    how_long = one.how_long(attacker)
    leaked = any(password.leaked in _LEAKED for password in group)
    guessing = f"To guess it takes {how_long.value}, for {attacker.value}." if how_long and not leaked else ""
    step = _STEPS[one.purpose]
    if len(group) > 1 and one.purpose is Purpose.ACCOUNT:
        step = "Give each account a password of its own, e-mail and money first: peerkit audit passphrase."
    names = tuple(dict.fromkeys(password.label for password in group))
    return Priority(names[:_NAMED], max(0, len(names) - _NAMED), _wrong(group), guessing, step)
