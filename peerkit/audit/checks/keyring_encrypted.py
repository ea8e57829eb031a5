"""Whether saved passwords lie on the disk in a form others can read."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_privacy import Keyring, KeyringFile, KeyringForm
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure
from peerkit.model.private import PrivateKind, private


@check(
    title="The keyring is encrypted, and locked until you log in",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Open Passwords and Keys (seahorse), right-click the keyring named Login, and choose Change Password.",
            "Give it the same password as your log-in: it then opens by itself when you log in.",
            "Turn off automatic log-in, or the keyring will ask each time.",
            "Then change the passwords that lay there open, the most important first.",
        ),
        OS.MACOS: (
            "Nothing to do: the login keychain is always encrypted.",
            "If it opens without a password, choose a new one for your account.",
        ),
        OS.WINDOWS: (
            "Nothing to do: Windows encrypts saved passwords with your sign-in.",
            "Make sure your account has a password or a PIN.",
        ),
    },
    references=(
        Reference(
            "oo7, issue 572: a keyring without a password is written as plain text",
            "https://github.com/linux-credentials/oo7/issues/572",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(a)(2)(iv): encryption and decryption (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def keyring_encrypted(keyring: Keyring) -> Iterator[Verdict]:
    """Apps keep your passwords there. A keyring without a password is a plain file: who copies it has them all."""
    for file in keyring.files:
        if file.form is not KeyringForm.ENCRYPTED:
            yield _judged(file)
    if keyring.hidden:
        yield unsure(f"The keyrings of {keyring.hidden} accounts could not be looked at. Run again with sudo.")
    if keyring.files and all(file.form is KeyringForm.ENCRYPTED for file in keyring.files):
        yield passed(f"Saved passwords are encrypted, and locked until log-in. Keyrings: {len(keyring.files)}.")
    elif not keyring.files and keyring.service:
        yield unsure(f"The program {keyring.service} keeps passwords, in a place PeerKit does not know.")
    elif not keyring.files and not keyring.hidden:
        yield not_applicable("No keyring is kept on this computer.")


def _judged(file: KeyringFile) -> Verdict:
    path = private(PrivateKind.PATH, file.path)
    match file.form:
        case KeyringForm.CLEAR:
            return failed(f"The keyring {path} holds its passwords in clear text.", path)
        case KeyringForm.WALLET:
            return unsure(
                f"The wallet {path} is encrypted, but may have an empty password. See if it opens without one.", path
            )
        case _:
            return unsure(f"The keyring {path} is in a form PeerKit does not know.", path)
