"""The compiled port of zxcvbn, from the extra ``peerkit[fast]``: the one place that asks it.

It scores some ten times sooner and nearly alike. Where its answer is near the line between weak and good, or of a
shape the two are known to judge apart, the reference decides: in 10,000 mixed passwords no verdict differed, and
in 40,000 chosen to be hard for it neither (tests/bench/passwords.py measures it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from peerkit.audit.passwords import guessing
from peerkit.audit.passwords.guessing import LONGEST, STRONGEST, Estimate
from peerkit.model.facts_passwords import Weakness

if TYPE_CHECKING:
    from zxcvbn_rs_py import Feedback

# Powers of ten of guesses between which the reference is asked. The line itself is 8 (zxcvbn's score 3).
_NEAR = (6.0, 8.35)
# The port takes years from 2020 on for recent ones and counting digits for easier than the reference does.
_APART_FROM = 4.0
_UP = "0123456789012"
_COUNTS = "|".join(sorted({run[i : i + 3] for run in (_UP, _UP[::-1]) for i in range(len(run) - 2)}))
_APART = re.compile(rf"202\d|{_COUNTS}")
# A year before that is a date to both, although 987 counts down.
_PAST = re.compile(r"19\d\d|20[01]\d")
# Eight characters are at most a hundred million guesses: zxcvbn never calls them good.
_NEVER_GOOD = 8


def installed() -> bool:
    """Whether the extra is there."""
    from importlib.util import find_spec

    return find_spec("zxcvbn_rs_py") is not None


def estimate(password: str, personal: Sequence[str] = ()) -> Estimate:
    """As ``guessing.estimate``, sooner. Whether a password is good (score 3 or more) is the reference's own answer."""
    from zxcvbn_rs_py import zxcvbn

    seen = password[:LONGEST]
    if (settled := guessing.without_scoring(seen, personal)) is not None:
        return settled
    found = zxcvbn(seen, [word for word in personal if word])
    if _doubtful(seen, found.guesses_log10):
        return guessing.estimate(password, personal)
    grade = int(found.score)
    return Estimate(grade, found.guesses_log10, () if grade == STRONGEST else _weaknesses(seen, found.feedback))


def _doubtful(password: str, guesses: float) -> bool:
    if len(password) <= _NEVER_GOOD:
        return guesses >= _NEAR[1]
    if _NEAR[0] <= guesses <= _NEAR[1]:
        return True
    return _APART_FROM <= guesses < _NEAR[0] and _APART.search(_PAST.sub("-", password)) is not None


def _weaknesses(password: str, feedback: Feedback | None) -> tuple[Weakness, ...]:
    """The port tells no parts, only advice, and that for weak passwords alone."""
    told = [] if feedback is None else [feedback.warning, *feedback.suggestions]
    names = {repr(one).rpartition(".")[2] for one in told}
    found = {weakness for name, weakness in _ADVICE.items() if name in names}
    if guessing.YEAR.search(password) and Weakness.DATE not in found:
        found.add(Weakness.YEAR)
    return tuple(weakness for weakness in Weakness if weakness in found) or (Weakness.FEW_CHARACTERS,)


_ADVICE = {
    "StraightRowsOfKeysAreEasyToGuess": Weakness.KEYBOARD,
    "ShortKeyboardPatternsAreEasyToGuess": Weakness.KEYBOARD,
    "RepeatsLikeAaaAreEasyToGuess": Weakness.REPEATED,
    "RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess": Weakness.REPEATED,
    "ThisIsATop10Password": Weakness.COMMON_PASSWORD,
    "ThisIsATop100Password": Weakness.COMMON_PASSWORD,
    "ThisIsACommonPassword": Weakness.COMMON_PASSWORD,
    "ThisIsSimilarToACommonlyUsedPassword": Weakness.COMMON_WITH_MORE,
    "SequencesLikeAbcAreEasyToGuess": Weakness.SEQUENCE,
    "RecentYearsAreEasyToGuess": Weakness.YEAR,
    "AWordByItselfIsEasyToGuess": Weakness.ONE_WORD,
    "DatesAreOftenEasyToGuess": Weakness.DATE,
    "NamesAndSurnamesByThemselvesAreEasyToGuess": Weakness.NAME,
    "CommonNamesAndSurnamesAreEasyToGuess": Weakness.NAME,
    "ReversedWordsArentMuchHarderToGuess": Weakness.BACKWARDS,
    "PredictableSubstitutionsDontHelpVeryMuch": Weakness.LOOKALIKES,
}
