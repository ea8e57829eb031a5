"""Whether passwords differ by more than a digit or a year."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import PasswordsSeen, SeenPassword, named
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed


@check(
    title="No two passwords are nearly the same",
    family=Family.PASSWORDS,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "Give each of these accounts a new password that has nothing to do with the old one.",
            "Let a password manager make and keep it: you need not learn it by heart. KeePassXC is one.",
            "A changed digit, an added year or other capitals are the first things a program tries.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.MACOS: (
            "Give each of these accounts a new password that has nothing to do with the old one.",
            "Let the Passwords app make and keep it: you need not learn it by heart.",
            "A changed digit, an added year or other capitals are the first things a program tries.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.WINDOWS: (
            "Give each of these accounts a new password that has nothing to do with the old one.",
            "Let your browser or a password manager make and keep it: you need not learn it by heart.",
            "A changed digit, an added year or other capitals are the first things a program tries.",
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
            "45 CFR 164.308(a)(5)(ii)(D): creating, changing and guarding passwords (HIPAA Security Rule)",
            "https://www.law.cornell.edu/cfr/text/45/164.308",
            "2026-11-21",
        ),
    ),
)
def password_nearly_unique(seen: PasswordsSeen) -> Iterator[Verdict]:
    """Who learns one of them guesses the others: programs change digits, years and capitals by themselves."""
    groups: dict[int, list[SeenPassword]] = {}
    for password in seen.passwords:
        if password.near:
            groups.setdefault(password.near, []).append(password)
    for number in sorted(groups):
        ways = seen.near_ways[number - 1] if number <= len(seen.near_ways) else ()
        differ = f" They differ in {' and in '.join(ways)}." if ways else ""
        group = groups[number]
        yield failed(f"These {len(group):,} passwords are nearly the same: {named(group)}.{differ}", group[0].label)
    if not seen.passwords:
        yield not_applicable("There are no stored passwords to compare.")
    elif not groups:
        yield passed(f"No two are nearly the same. Different passwords compared: {seen.distinct:,}.")
