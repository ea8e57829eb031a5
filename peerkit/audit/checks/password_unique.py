"""Whether each account has a password of its own."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import PasswordsSeen, Purpose, SeenPassword, named
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed


@check(
    title="Each account has a password of its own",
    family=Family.PASSWORDS,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Begin with e-mail, money and health: give each of them a password of its own.",
            "Let a password manager make and keep it: you need not learn it by heart. KeePassXC is one.",
            "Then change the others, a few a day.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.MACOS: (
            "Begin with e-mail, money and health: give each of them a password of its own.",
            "Let the Passwords app make and keep it: you need not learn it by heart.",
            "Then change the others, a few a day.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.WINDOWS: (
            "Begin with e-mail, money and health: give each of them a password of its own.",
            "Let your browser or a password manager make and keep it: you need not learn it by heart.",
            "Then change the others, a few a day.",
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
def password_unique(seen: PasswordsSeen) -> Iterator[Verdict]:
    """When one site loses its passwords, thieves try them everywhere else within hours."""
    accounts = [password for password in seen.passwords if password.purpose in (Purpose.ACCOUNT, Purpose.VAULT)]
    groups: dict[int, list[SeenPassword]] = {}
    for password in accounts:
        if password.same:
            groups.setdefault(password.same, []).append(password)
    shared = [groups[number] for number in sorted(groups) if len(groups[number]) > 1]
    for group in shared:
        graver = Severity.CRITICAL if any(password.purpose is Purpose.VAULT for password in group) else None
        yield failed(f"These {len(group):,} entries share one password: {named(group)}.", group[0].label, graver)
    if not accounts:
        yield not_applicable("There are no stored passwords to compare.")
    elif not shared:
        yield passed(f"No two accounts share a password. Passwords compared: {len(accounts):,}.")
