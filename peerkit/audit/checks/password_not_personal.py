"""Whether passwords are built on words close to their owner."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import PasswordsSeen, Purpose
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed


@check(
    title="No password is built on names, dates or places close to you",
    family=Family.PASSWORDS,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Open the account's own page and choose a password that nobody could link to you.",
            "Let a password manager make and keep it: you need not learn it by heart. KeePassXC is one.",
            "Names, birthdays, pets, your town and the name of the site are tried first by anyone who knows you.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.MACOS: (
            "Open the account's own page and choose a password that nobody could link to you.",
            "Let the Passwords app make and keep it: you need not learn it by heart.",
            "Names, birthdays, pets, your town and the name of the site are tried first by anyone who knows you.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.WINDOWS: (
            "Open the account's own page and choose a password that nobody could link to you.",
            "Let your browser or a password manager make and keep it: you need not learn it by heart.",
            "Names, birthdays, pets, your town and the name of the site are tried first by anyone who knows you.",
            "Make a new one with: peerkit audit passphrase",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: the name of the service and of the account count as expected",
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
def password_not_personal(seen: PasswordsSeen) -> Iterator[Verdict]:
    """Who knows you, or has read your page, tries these words first. A person you support may know them too."""
    judged = [password for password in seen.passwords if password.purpose is not Purpose.WIFI]
    personal = [password for password in judged if password.personal]
    for password in personal:
        held = " and ".join(kind.value for kind in password.personal)
        graver = Severity.HIGH if password.opens_everything else None
        yield failed(f"{password.label}: it holds {held}, and little beside it.", password.label, graver)
    if not judged:
        yield not_applicable("There are no stored passwords to judge.")
    elif not personal:
        known = (
            "" if seen.personal_given else " Only names of accounts and sites were known: give more with --personal."
        )
        yield passed(f"None is built on such words. Passwords judged: {len(judged):,}.{known}")
