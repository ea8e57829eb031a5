"""Whether passwords turned up in lists of leaked ones."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import Leaked, PasswordsSeen, named
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure


@check(
    title="No stored password is on a list of leaked ones",
    family=Family.PASSWORDS,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Change it now, and everywhere else you used it.",
            "Let a password manager make and keep it: you need not learn it by heart. KeePassXC is one.",
            "Look at the account's list of recent log-ins for any that were not yours.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.MACOS: (
            "Change it now, and everywhere else you used it.",
            "Let the Passwords app make and keep it: you need not learn it by heart.",
            "Look at the account's list of recent log-ins for any that were not yours.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.WINDOWS: (
            "Change it now, and everywhere else you used it.",
            "Let your browser or a password manager make and keep it: you need not learn it by heart.",
            "Look at the account's list of recent log-ins for any that were not yours.",
            "Make a new one with: peerkit audit passphrase",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-63B-4, section 3.1.1.2: compare with lists of leaked passwords; change on evidence of a leak",
            "https://pages.nist.gov/800-63-4/sp800-63b/authenticators/",
            "2026-11-20",
        ),
        Reference(
            "Have I Been Pwned: Pwned Passwords, which can be fetched whole and searched offline",
            "https://github.com/HaveIBeenPwned/PwnedPasswordsDownloader",
            "2026-11-21",
        ),
    ),
)
def password_not_leaked(seen: PasswordsSeen) -> Iterator[Verdict]:
    """Programs that break into accounts begin with lists of leaked passwords. Strong or not, these are known."""
    leaked = [password for password in seen.passwords if password.leaked in (Leaked.IN_FILE, Leaked.ON_LIST)]
    for password in leaked:
        graver = Severity.CRITICAL if password.opens_everything else None
        yield failed(f"{password.label}: the password is {password.leaked.value}.", password.label, graver)
    blind = [password for password in seen.passwords if password.leaked is Leaked.NOT_LOOKED]
    if blind or seen.lookup_trouble:
        yield unsure(seen.lookup_trouble or f"Not looked up: {named(blind)}.")
    if not seen.passwords:
        yield not_applicable("There are no stored passwords to look up.")
    elif not leaked and not blind:
        lists = " and ".join(seen.looked_up_in)
        whole = "" if len(seen.looked_up_in) > 1 else " For the full list, give its file with --breached."
        yield passed(f"None is on a list. Passwords looked up: {seen.distinct:,}, in {lists}.{whole}")
