"""Whether stored passwords stand up to guessing."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import (
    Attacker,
    LengthClass,
    PasswordsSeen,
    Purpose,
    SeenPassword,
    Strength,
    named,
)
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure

# zxcvbn's README calls its score 3 "moderate protection from offline slow-hash scenario": enough for an account. What
# opens everything else is held to 4.
_MOST_REASONS = 3


@check(
    title="Stored passwords are hard to guess",
    family=Family.PASSWORDS,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Open the account's own page and change the password there.",
            "Let a password manager make and keep it: you need not learn it by heart. KeePassXC is one.",
            "Four or more words that do not belong together beat one word with digits and signs.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.MACOS: (
            "Open the account's own page and change the password there.",
            "Let the Passwords app make and keep it: you need not learn it by heart.",
            "Four or more words that do not belong together beat one word with digits and signs.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.WINDOWS: (
            "Open the account's own page and change the password there.",
            "Let your browser or a password manager make and keep it: you need not learn it by heart.",
            "Four or more words that do not belong together beat one word with digits and signs.",
            "Make a new one with: peerkit audit passphrase",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: no common or expected passwords",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-20",
        ),
        Reference(
            "zxcvbn: how the guesses are counted, and the scale from 0 to 4",
            "https://github.com/dwolfhub/zxcvbn-python",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.308(a)(5)(ii)(D): creating, changing and guarding passwords (HIPAA Security Rule)",
            "https://www.law.cornell.edu/cfr/text/45/164.308",
            "2026-11-21",
        ),
    ),
)
def password_strong(seen: PasswordsSeen) -> Iterator[Verdict]:
    """Programs try common words, names, dates and keyboard walks first. Swapped signs or a year help little."""
    judged = [password for password in seen.passwords if password.purpose is not Purpose.WIFI]
    weak = [password for password in judged if password.strength and password.strength.score < _line(password)]
    for password in weak:
        yield failed(_message(password), password.label, _severity(password))
    complex_ones = [password for password in judged if password.strength is None]
    if complex_ones:
        long = sum(password.length is LengthClass.ENOUGH for password in complex_ones)
        yield unsure(
            f"Too complex to score quickly: {named(complex_ones)}. Length alone says: {long} of {len(complex_ones)} "
            "have 15 characters or more, which is long enough."
        )
    if not judged:
        yield not_applicable("There are no stored passwords to judge.")
    elif not weak and not complex_ones:
        yield passed(f"All are hard to guess. Passwords judged: {len(judged):,}, by {seen.engine}.")


def _line(password: SeenPassword) -> int:
    return Strength.STRONG.score if password.opens_everything else Strength.GOOD.score


def _severity(password: SeenPassword) -> Severity | None:
    """A little short of the line is milder; among the first guesses, for what opens everything, is the worst."""
    if password.strength is Strength.GOOD:
        return Severity.MEDIUM
    if password.strength is Strength.WEAK:
        return Severity.HIGH if password.opens_everything else Severity.MEDIUM
    return Severity.CRITICAL if password.opens_everything else None


def _message(password: SeenPassword) -> str:
    word = password.strength.value if password.strength else ""
    reasons = "".join(f" It {weakness.value}." for weakness in password.weaknesses[:_MOST_REASONS])
    return f"{password.label}: {word}.{reasons} {_how_long(password)}".rstrip()


def _how_long(password: SeenPassword) -> str:
    home = Attacker.STOLEN_SLOW if password.opens_everything else Attacker.STOLEN_FAST
    page, theft = password.how_long(Attacker.ONLINE_SLOWED), password.how_long(home)
    if page is None or theft is None:
        return ""
    return f"To guess it takes {theft.value} for {home.value}, and {page.value} for {Attacker.ONLINE_SLOWED.value}."
