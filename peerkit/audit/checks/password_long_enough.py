"""Whether stored passwords are long enough for where they stand."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import (
    LengthClass,
    PasswordsSeen,
    Purpose,
    SeenPassword,
    named,
)
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure

_KINDS = 4


@check(
    title="Stored passwords are long enough",
    family=Family.PASSWORDS,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Open the account's own page and choose a longer password: 15 characters or more.",
            "Let a password manager make and keep it: you need not learn it by heart. KeePassXC is one.",
            "Turn on a second step at log-in where the account has one: then 8 characters are enough.",
            "Length counts for more than digits and signs. A good password need not be changed after a time.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.MACOS: (
            "Open the account's own page and choose a longer password: 15 characters or more.",
            "Let the Passwords app make and keep it: you need not learn it by heart.",
            "Turn on a second step at log-in where the account has one: then 8 characters are enough.",
            "Length counts for more than digits and signs. A good password need not be changed after a time.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.WINDOWS: (
            "Open the account's own page and choose a longer password: 15 characters or more.",
            "Let your browser or a password manager make and keep it: you need not learn it by heart.",
            "Turn on a second step at log-in where the account has one: then 8 characters are enough.",
            "Length counts for more than digits and signs. A good password need not be changed after a time.",
            "Make a new one with: peerkit audit passphrase",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: 15 characters alone, 8 beside a second factor; no mix asked for",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-20",
        ),
        Reference(
            "45 CFR 164.308(a)(5)(ii)(D): creating, changing and guarding passwords (HIPAA Security Rule)",
            "https://www.law.cornell.edu/cfr/text/45/164.308",
            "2026-11-21",
        ),
    ),
)
def password_long_enough(seen: PasswordsSeen) -> Iterator[Verdict]:
    """Each character more makes all of them harder to guess. That helps more than any mix of signs."""
    judged = [password for password in seen.passwords if password.purpose is not Purpose.WIFI]
    short = [password for password in judged if _too_short(password)]
    for password in short:
        grave = Severity.MEDIUM if password.length is LengthClass.UNDER_8 else Severity.LOW
        yield failed(_message(password), password.label, grave)
    unclear = [password for password in judged if password.length is LengthClass.UNDER_15 and _unclear(password)]
    if unclear:
        yield unsure(
            f"8 to 14 characters: {named(unclear)}. That is enough where the account asks for a second step at log-in, "
            "and too short where it does not; what was read does not tell."
        )
    if not judged:
        yield not_applicable("There are no stored passwords to judge.")
    elif not short and not unclear:
        yield passed(f"All are long enough. Passwords: {len(judged):,}. {_mixed(judged)}")


def _too_short(password: SeenPassword) -> bool:
    if password.length is LengthClass.UNDER_8:
        return True
    # A device asks for nothing beside the password, as far as PeerKit can see.
    alone = password.second_factor is False or password.purpose is Purpose.LOGIN
    return password.length is LengthClass.UNDER_15 and alone and not password.second_factor


def _unclear(password: SeenPassword) -> bool:
    return password.second_factor is None and not _too_short(password)


def _message(password: SeenPassword) -> str:
    need = "8 at the very least" if password.length is LengthClass.UNDER_8 else "15 where nothing else is asked for"
    mix = f"Kinds of characters in it, for information: {password.kinds} of {_KINDS}."
    return f"{password.label}: {password.length.value}; NIST asks for {need}. {mix}"


def _mixed(judged: list[SeenPassword]) -> str:
    """Many rules still ask for it, so it is told; NIST SP 800-63B-4 forbids to demand it."""
    full = sum(password.kinds == _KINDS for password in judged)
    return f"For information: {full:,} of them mix small letters, capitals, digits and signs, which is not asked for."
