"""What PAM's modules for password quality and lockout are set to: options in the rules, then files, then built in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from peerkit.audit.probes.machine import Machine, Missing
from peerkit.model.facts_accounts import PasswordRules

PWQUALITY, PWQUALITY_FOLDER = "/etc/security/pwquality.conf", "/etc/security/pwquality.conf.d"
FAILLOCK, FAILLOCK_VENDOR = "/etc/security/faillock.conf", "/usr/etc/security/faillock.conf"
_SETTING = re.compile(r"\s*([a-z_]+)(?:\s*=\s*(.*?)|\s+(.*?))?\s*")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_CREDITS = ("dcredit", "ucredit", "lcredit", "ocredit")
# What libpwquality and cracklib never go below (PWQ_BASE_MIN_LENGTH in pwqprivate.h).
_LEAST = 6
Found = tuple[PasswordRules, str]


def settings(text: str) -> dict[str, str]:
    """``key = value`` and bare keys, one on each line; the last of a key counts."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        match = _SETTING.fullmatch(line.partition("#")[0])
        if match:
            found[match[1]] = match[2] or match[3] or ""
    return found


def _given(options: Iterable[str]) -> dict[str, str]:
    pairs = (word.partition("=") for word in options)
    return {name: value for name, _, value in pairs}


def _number(given: dict[str, str], key: str, built_in: int) -> int:
    value = given.get(key, "")
    return int(value) if _NUMBER.fullmatch(value) else built_in


def pwquality(machine: Machine, options: tuple[str, ...]) -> Found:
    """pam_pwquality: options beat pwquality.conf, which beats pwquality.conf.d, which beats what is built in."""
    given, files = _pwquality_files(machine)
    given |= _given(options)
    length = _number(given, "minlen", 8)
    credits_left = sum(max(0, _number(given, key, 0)) for key in _CREDITS)
    rules = PasswordRules(
        module="pam_pwquality",
        shortest=max(_LEAST, length - credits_left),
        kinds=max(_number(given, "minclass", 0), sum(_number(given, key, 0) < 0 for key in _CREDITS)),
        enforced=_number(given, "enforcing", 1) != 0,
        dictionary=_number(given, "dictcheck", 1) != 0,
    )
    return rules, ", ".join(files) or "built in"


def _pwquality_files(machine: Machine) -> tuple[dict[str, str], list[str]]:
    try:
        names = [name for name in machine.folder(PWQUALITY_FOLDER) if name.endswith(".conf")]
    except Missing:
        names = []
    given: dict[str, str] = {}
    read = []
    for path in (*(f"{PWQUALITY_FOLDER}/{name}" for name in sorted(names)), PWQUALITY):
        try:
            given |= settings(machine.text(path))
        except Missing:
            continue
        read.append(path)
    return given, read


def cracklib(_: Machine, options: tuple[str, ...]) -> Found:
    """pam_cracklib(8): nine characters built in, each kind of character counting for one more."""
    given = _given(options)
    points = [_number(given, key, 1) for key in _CREDITS]
    length = max(_LEAST, _number(given, "minlen", 9) - sum(max(0, point) for point in points))
    kinds = max(_number(given, "minclass", 0), sum(point < 0 for point in points))
    return PasswordRules(module="pam_cracklib", shortest=length, kinds=kinds, dictionary=True), "built in"


def passwdqc(_: Machine, options: tuple[str, ...]) -> Found:
    """pam_passwdqc(8): a least length for each number of kinds; the shortest one that is allowed counts."""
    given = _given(options)
    lengths = [int(one) for one in given.get("min", "disabled,24,11,8,7").split(",") if _NUMBER.fullmatch(one)]
    enforced = given.get("enforce", "everyone") != "none"
    shortest = min(lengths) if lengths else None
    return PasswordRules(module="pam_passwdqc", shortest=shortest, enforced=enforced, dictionary=True), "built in"


def unix(_: Machine, options: tuple[str, ...]) -> Found:
    """pam_unix alone: Debian's ``obscure`` asks for six characters; without it only ``minlen`` sets a limit."""
    given = _given(options)
    built_in = _LEAST if "obscure" in given else 0
    return PasswordRules(module="pam_unix", shortest=_number(given, "minlen", built_in) or None), "built in"


# In this order where a stack names several: pam_unix comes last in every stack.
QUALITY: dict[str, Callable[[Machine, tuple[str, ...]], Found]] = {
    "pam_pwquality.so": pwquality,
    "pam_cracklib.so": cracklib,
    "pam_passwdqc.so": passwdqc,
    "pam_unix.so": unix,
}


@dataclass(frozen=True)
class Limits:
    """How many wrong passwords lock an account, and for how long; None until someone unlocks it."""

    tries: int
    seconds: int | None
    source: str


def faillock(machine: Machine, lines: list[tuple[str, ...]]) -> Limits:
    """pam_faillock: options beat faillock.conf, which beats what is built in (3 tries, 600 seconds)."""
    given: dict[str, str] = {}
    source = "built in"
    for path in (FAILLOCK, FAILLOCK_VENDOR):
        try:
            given, source = settings(machine.text(path)), path
        except Missing:
            continue
        break
    for line in lines:
        given |= _given(line)
    return Limits(_number(given, "deny", 3), _seconds(given, 600), source)


def tally(options: tuple[str, ...]) -> Limits:
    """pam_tally2(8): nothing is locked without ``deny``; without ``unlock_time`` an account stays locked."""
    given = _given(options)
    return Limits(_number(given, "deny", 0), _seconds(given, 0), "built in")


def _seconds(given: dict[str, str], built_in: int) -> int | None:
    if given.get("unlock_time") == "never":
        return None
    return _number(given, "unlock_time", built_in) or None
