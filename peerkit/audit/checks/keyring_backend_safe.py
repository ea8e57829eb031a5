"""Whether what programs call "the keyring" keeps passwords safe."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_passwords import BackendKind, KeyringSafety
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure

_SETTINGS = (
    "Then look for a file keyringrc.cfg in the settings of Python's keyring, and take out the line that names it."
)


@check(
    title="Programs that save a password give it to a safe keyring",
    family=Family.PASSWORDS,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Use the keyring of your desktop: GNOME Keyring, KWallet, or KeePassXC with its Secret Service turned on.",
            _SETTINGS,
            "Change the passwords that were kept in the unsafe place, the most important first.",
        ),
        OS.MACOS: (
            "Use the keychain of macOS: take away any other keyring that was set up for Python programs.",
            _SETTINGS,
        ),
        OS.WINDOWS: (
            "Use the password store of Windows: take away any other keyring that was set up for Python programs.",
            _SETTINGS,
        ),
    },
    references=(
        Reference(
            "keyring: third-party back-ends, and how one is chosen",
            "https://keyring.readthedocs.io/en/latest/",
            "2026-11-21",
        ),
        Reference(
            "keyrings.alt: alternate back-ends, a plain-text file among them",
            "https://github.com/jaraco/keyrings.alt",
            "2026-11-21",
        ),
    ),
)
def keyring_backend_safe(keyring: KeyringSafety) -> Verdict:
    """Programs trust the keyring with your passwords. Some keyrings just write them down, or throw them away."""
    shown = f"{keyring.name}: {keyring.kind.value}."
    match keyring.kind:
        case BackendKind.PLAIN_TEXT:
            return failed(f"The keyring in use writes passwords down as plain text: {keyring.name}.")
        case BackendKind.FORGETS:
            return failed(f"The keyring in use keeps nothing: {keyring.name}.", severity=Severity.MEDIUM)
        case BackendKind.MISSING:
            return failed(
                "No keyring works in this session. Programs may write passwords into files instead.",
                severity=Severity.MEDIUM,
            )
        case BackendKind.UNRECOGNISED:
            return unsure(f"PeerKit does not know the keyring in use: {keyring.name}.")
        case BackendKind.ENCRYPTED_FILE | BackendKind.SYSTEM:
            return passed(f"Programs give passwords to {shown}")
