"""Whether the stored passwords could be looked at."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import PasswordsSeen
from peerkit.model.finding import Severity, Verdict, not_applicable, passed, unsure


@check(
    title="The stored passwords were looked at",
    family=Family.PASSWORDS,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: ("Run: peerkit audit passwords",),
        OS.MACOS: ("Export your passwords, then run: peerkit audit passwords --file EXPORT",),
        OS.WINDOWS: ("Export your passwords, then run: peerkit audit passwords --file EXPORT",),
    },
    references=(
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: length first, no common or expected passwords",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-20",
        ),
    ),
)
def passwords_looked_at(seen: PasswordsSeen) -> Iterator[Verdict]:
    """What nobody looked at, nobody knows. This says which passwords were read, and which stayed shut."""
    sources = list(dict.fromkeys(password.source for password in seen.passwords))
    if seen.passwords:
        named, count = ", ".join(sources), len(seen.passwords)
        different = "all different" if seen.distinct == count else f"of which {seen.distinct:,} are different"
        yield passed(f"Passwords looked at: {count:,}, {different}. They come from: {named}.")
    elif not seen.unseen:
        yield not_applicable("No password is kept there.")
    for unseen in seen.unseen:
        reason = unseen.reason.rstrip(".")
        hint = f" {unseen.hint}" if unseen.hint else ""
        yield unsure(f"Not looked at: {unseen.what}, because {reason}.{hint}", unseen.what)
