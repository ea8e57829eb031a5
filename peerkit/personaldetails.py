"""The ``personal`` section of the settings: what a guesser who knows the owner would try first.

What is wrong in it is said without printing it back.
"""

from __future__ import annotations

import re
from datetime import date

from peerkit.datafile import Value
from peerkit.model.settings import PersonalDetails

_LONGEST = 80
_MOST = 40
_DAY = re.compile(r"(\d{4}-)?(\d\d-\d\d)")


def read_personal_details(value: Value) -> PersonalDetails:
    """Check and read the section. Raises ``BadData``."""
    record = value.record((), ("names", "birthdays", "towns", "pets", "other"))
    return PersonalDetails(
        names=record.get("names", _words, ()),
        birthdays=record.get("birthdays", lambda v: _few(v).each(_birthday), ()),
        towns=record.get("towns", _words, ()),
        pets=record.get("pets", _words, ()),
        other=record.get("other", _words, ()),
    )


def _words(value: Value) -> tuple[str, ...]:
    return _few(value).each(_word)


def _few(value: Value) -> Value:
    if len(value.list()) > _MOST:
        value.fail(f"at most {_MOST} entries, please")
    return value


def _word(value: Value) -> str:
    if isinstance(value.data, dict | list) or len(str(value.data)) > _LONGEST:
        value.fail(f"expected text of at most {_LONGEST} characters (not shown here: it is private)")
    return value.text(_LONGEST)


def _birthday(value: Value) -> str:
    match = _DAY.fullmatch(str(value.data))
    if match is None or not _exists(match[1] or "2000-", match[2]):
        value.fail("expected a day as year-month-day or month-day, in quotes (what stands there is not shown)")
    return value.text(_LONGEST)


def _exists(year: str, month_and_day: str) -> bool:
    try:
        date.fromisoformat(year + month_and_day)
    except ValueError:
        return False
    return True
