"""Ten thousand invented passwords as people have them: common, walks, dates, names, random, word chains."""

from __future__ import annotations

import random
import string

from zxcvbn.frequency_lists import FREQUENCY_LISTS

SHARES = {"common": 0.20, "walk": 0.15, "date": 0.15, "name": 0.15, "random": 0.20, "words": 0.15}
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLAIN_WORDS = [word for word in FREQUENCY_LISTS["english_wikipedia"][500:12_000] if 3 < len(word) < 10]
_SIGNS = string.ascii_letters + string.digits + "!#$%&*+-=?@_"


def mix(count: int = 10_000, seed: int = 7) -> list[str]:
    """That many passwords, shuffled; the same ones for the same seed. Some repeat, as in life."""
    chance = random.Random(seed)
    made = [_MAKERS[kind](chance) for kind, share in SHARES.items() for _ in range(round(count * share))]
    chance.shuffle(made)
    return made


def _common(chance: random.Random) -> str:
    return chance.choice(FREQUENCY_LISTS["passwords"][:5000])


def _walk(chance: random.Random) -> str:
    row, column = chance.randrange(4), chance.randrange(7)
    keys = []
    for _ in range(chance.randint(8, 14)):
        keys.append(_ROWS[row][column % len(_ROWS[row])])
        step = chance.choice(((0, 1), (0, 1), (0, 1), (1, 0), (-1, 0), (0, -1)))
        row, column = min(3, max(0, row + step[0])), max(0, column + step[1])
    return "".join(keys) + chance.choice(("", "", "!", "1"))


def _date(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1950, 2026)
    form = chance.choice(
        ("{d:02}{m:02}{y}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}", "{m}/{d}/{s:02}", "{d:02}{m:02}{s:02}")
    )
    return form.format(d=day, m=month, y=year, s=year % 100) + chance.choice(("", "", "!", "abc"))


def _name(chance: random.Random) -> str:
    names = FREQUENCY_LISTS[chance.choice(("female_names", "male_names", "surnames"))]
    tail = chance.choice((str(chance.randint(1950, 2026)), str(chance.randint(0, 99)), _date(chance), "!", "123", ""))
    return chance.choice(names).capitalize() + tail


def _random(chance: random.Random) -> str:
    return "".join(chance.choices(_SIGNS, k=chance.randint(12, 20)))


def _words(chance: random.Random) -> str:
    return chance.choice((" ", "-", "", ".")).join(chance.choices(_PLAIN_WORDS, k=chance.randint(4, 7)))


_MAKERS = {"common": _common, "walk": _walk, "date": _date, "name": _name, "random": _random, "words": _words}
