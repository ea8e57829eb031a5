"""Whether an account's password also opens the device or its Wi-Fi."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import PasswordsSeen, Purpose, SeenPassword, named
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure


@check(
    title="No account shares the password of the log-in or the Wi-Fi",
    family=Family.PASSWORDS,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Give the account a new password, or the device: never the same for both.",
            "Let a password manager make and keep it: you need not learn it by heart. KeePassXC is one.",
            "Wi-Fi passwords are told to guests and kept by every device that joins.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.MACOS: (
            "Give the account a new password, or the device: never the same for both.",
            "Let the Passwords app make and keep it: you need not learn it by heart.",
            "Wi-Fi passwords are told to guests and kept by every device that joins.",
            "Make a new one with: peerkit audit passphrase",
        ),
        OS.WINDOWS: (
            "Give the account a new password, or the device: never the same for both.",
            "Let your browser or a password manager make and keep it: you need not learn it by heart.",
            "Wi-Fi passwords are told to guests and kept by every device that joins.",
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
def password_not_shared_with_device(seen: PasswordsSeen) -> Iterator[Verdict]:
    """Guests know the Wi-Fi password, and people see you type the log-in. Each then opens the account as well."""
    device = [password for password in seen.passwords if password.purpose in (Purpose.LOGIN, Purpose.WIFI)]
    accounts = [password for password in seen.passwords if password not in device]
    opens: dict[int, list[SeenPassword]] = {}
    for password in device:
        if password.same:
            opens.setdefault(password.same, []).append(password)
    shared = [password for password in accounts if password.same in opens]
    for password in shared:
        doors = opens[password.same]
        what = " and ".join(dict.fromkeys(door.purpose.value for door in doors))
        milder = None if any(door.purpose is Purpose.LOGIN for door in doors) else Severity.MEDIUM
        yield failed(f"{password.label}: the same password opens {what}: {named(doors)}.", password.label, milder)
    if not accounts:
        yield not_applicable("There are no stored passwords to compare.")
    elif not device:
        yield unsure("Neither the log-in password nor a Wi-Fi passphrase was at hand. Give the first with --ask.")
    elif not shared:
        yield passed(f"No account shares them. Accounts compared: {len(accounts):,}, with: {_doors(device)}.")


def _doors(device: list[SeenPassword]) -> str:
    wifi = sum(password.purpose is Purpose.WIFI for password in device)
    parts = [f"Wi-Fi passphrases: {wifi}"] if wifi else []
    return ", ".join([*parts, *(["the log-in password"] if len(device) > wifi else [])])
